"""What issuers gave: keys and lists out of one folder, the rest named in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.formats.issuer_files import MOST_BYTES, IssuerFiles, read_issuer_files
from tests.badges import ISSUER, Signer, as_json, bit_list

STATUS = "https://badges.example/status/1"


def test_keys_and_lists_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    signer = Signer()
    (tmp_path / "a.pem").write_bytes(signer.pem_file())
    (tmp_path / "b.jwk").write_bytes(signer.key_file("https://other.example"))
    (tmp_path / "c.json").write_bytes(bit_list(STATUS, 3))
    (tmp_path / "d.jwt").write_bytes(signer.as_jwt({"id": STATUS, "revokedCredential": ["x"]}))
    found = read_issuer_files(tmp_path)
    assert [key.issuer for key in found.keys] == [ISSUER, "https://other.example"]
    assert [STATUS in one.ids for one in found.lists] == [True, True]
    assert dict(found.lists[1].withdrawn) == {"x": ""}


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "good.pem").write_bytes(Signer().pem_file())
    (tmp_path / "bare.jwk").write_bytes(as_json(Signer().jwk))
    (tmp_path / "large.json").write_bytes(b" " * (MOST_BYTES + 1))
    (tmp_path / ".hidden").write_bytes(b"{")
    (tmp_path / "folder").mkdir()
    assert len(read_issuer_files(tmp_path).keys) == 1
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "bare.jwk is left out: The key file does not say whose key it is" in said[0]
    assert "large.json is left out: It is larger than 5 MB." in said[1]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_issuer_files(tmp_path / "issuers") == IssuerFiles()
