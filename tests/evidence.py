"""Texts that a teacher has already: one that speaks to the small catalogue, and one that doesn't.

They are read by an embedder that only knows words, so they share some with the rubric, in another
order: whole phrases of it would count as copied.
"""

from __future__ import annotations

SPEAKS_TO_PAUSES = """\
# Tuesday

Before the change I reported the counts: participation was 9 of 24 students.

In two lessons the transcript shows seconds of quiet, and three pauses after my questions.
What did students do after pauses, with the quiet? In lessons the transcript shows three questions.

Participation after, 17 of 24: it compares with 9 before, and one habit states what to keep.
"""

UNRELATED = """\
Monday brings chicken nuggets, corn and apple slices; Tuesday brings bean burritos with salsa.
Milk costs fifty cents. Menus may vary when deliveries come late. Pizza arrives Friday, with pears.
Breakfast starts around seven twenty; salad plates cost two dollars eighty-five.
"""
