"""The states by name and by what their people are called."""

from __future__ import annotations

import re

_NAMED = (
    "AL Alabama Alabaman|AK Alaska Alaskan|AZ Arizona Arizonan|AR Arkansas Arkansan|"
    "CA California Californian|CO Colorado Coloradan|CT Connecticut|DE Delaware|"
    "DC Washington_DC Washington,_DC Washington_D.C. Washington,_D.C. D.C. District_of_Columbia|"
    "FL Florida Floridian Florida's|GA Georgia Georgian|HI Hawaii Hawai'i Hawaiian|"
    "ID Idaho Idahoan|"
    "IL Illinois Illinoisan|IN Indiana Hoosier|IA Iowa Iowan|KS Kansas Kansan|"
    "KY Kentucky Kentuckian|LA Louisiana Louisianan|ME Maine|MD Maryland Marylander|"
    "MA Massachusetts|MI Michigan Michigander|MN Minnesota Minnesotan|MS Mississippi Mississippian|"
    "MO Missouri Missourian|MT Montana Montanan|NE Nebraska Nebraskan|NV Nevada Nevadan|"
    "NH New_Hampshire|NJ New_Jersey|NM New_Mexico Nuevo_México|NY New_York New_Yorker Nueva_York|"
    "NC North_Carolina Carolina_del_Norte|ND North_Dakota|OH Ohio Ohioan|"
    "OK Oklahoma Oklahoman|OR Oregon Oregonian Oregón|PA Pennsylvania Pensilvania|PR Puerto_Rico|"
    "RI Rhode_Island|SC South_Carolina Carolina_del_Sur|SD South_Dakota|TN Tennessee Tennessean|"
    "TX Texas Texan Tejas|UT Utah Utahn|VT Vermont Vermonter|VA Virginia Virginian|"
    "WA Washington_State Washington Washingtonian|WV West_Virginia West_Virginian|"
    "WI Wisconsin Wisconsinite|WY Wyoming"
)
CODES: dict[str, str] = {}
NAMES: dict[str, str] = {}
for _entry in _NAMED.split("|"):
    _code, _name, *_others = _entry.split(" ")
    CODES[_code] = _name.replace("_", " ")
    for _written in (_name, *_others):
        NAMES[_written.replace("_", " ").casefold()] = _code
CODES["DC"] = "Washington, DC"

# Two letters that are also a word, a grade band or a city; heard only where a must is said.
UNSURE = frozenset("MS ME OK HI OR IN ID LA PR DE".split())
# Two letters that are no state, however they are written.
NOT_STATES = frozenset("AI PD PE IB AP EL ES HS IT TV US UK SE MY WE SO TO IF NO GT CS LD".split())
# Written small, these are no word either.
SMALL = frozenset("ky tn tx fl nc sc va wv ny nj ct ri vt nh wi mn mt nv nm az wy ks".split())

STATE_NAME = re.compile(
    r"\b(?:"
    + "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True))
    + r")\b(?:'s)?",
    re.IGNORECASE,
)
STATE_CODE = re.compile(r"\b[A-Z]{2}\b")
SMALL_CODE = re.compile(r"\b(?:" + "|".join(sorted(SMALL)) + r")\b")


def state_name(code: str) -> str:
    """The state's name; the code itself where it is no state that is known here."""
    return CODES.get(code, code)
