"""Compiled code is kept where it can be, and never outlives the text that it was made of."""

import pytest

from corrin.kinetics import compiled


def test_it_is_kept_in_the_cache_of_the_user(tmp_path):
    assert compiled.folder({"XDG_CACHE_HOME": str(tmp_path)}).parent == tmp_path / "corrin"
    assert compiled.folder({"HOME": str(tmp_path)}).is_relative_to(tmp_path / ".cache")


def test_temporary_files_serve_where_the_cache_cannot_be_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    kept = compiled.folder({"XDG_CACHE_HOME": str(tmp_path / "file" / "below")})

    assert kept.is_relative_to(tmp_path / "temporary")


@pytest.mark.parametrize("text", ["a = 1\n", "a = 2\n"])
def test_another_text_has_another_folder(tmp_path, monkeypatch, text):
    real = compiled.folder({"HOME": str(tmp_path)})
    (tmp_path / "compiled.py").write_text(text)
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))

    assert compiled.folder({"HOME": str(tmp_path)}) != real


def test_whether_the_first_call_has_to_wait_for_it(tmp_path, monkeypatch):
    monkeypatch.setattr("numba.core.config.CACHE_DIR", str(tmp_path))
    (tmp_path / "kinetics").mkdir()

    assert not compiled.kept()

    (tmp_path / "kinetics" / "fast.run-1.py311.nbi").write_text("")
    assert compiled.kept()
