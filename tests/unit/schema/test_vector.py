import numpy as np

from dateline.schema.vector import pack, unpack


def test_a_packed_vector_keeps_its_direction() -> None:
    drawn = np.random.default_rng(1)
    rows = drawn.standard_normal((20, 384)).astype(np.float32)
    kept = unpack([pack(row * scale) for row, scale in zip(rows, np.geomspace(0.01, 100, 20), strict=True)], 384)
    cosine = (kept * rows / np.linalg.norm(rows, axis=1, keepdims=True)).sum(1)
    assert cosine.min() > 0.999


def test_a_byte_a_value() -> None:
    assert len(pack(np.ones(384, np.float32))) == 512


def test_what_is_not_there_is_a_row_of_zeros() -> None:
    assert not unpack(["", pack(np.ones(3, np.float32))], 384).any()
    assert not unpack([pack(np.zeros(4, np.float32))], 4).any()
