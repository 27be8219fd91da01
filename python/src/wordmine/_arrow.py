"""The Arrow C data interface: read here, and handed on to libraries of tables."""
from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_void_p
from typing import Any

from . import _native
from ._native import ArrowArray, ArrowSchema

# Not `ctypes.pythonapi`, whose functions everybody shares.
_python = ctypes.PyDLL(None)
_new_capsule = _python.PyCapsule_New
_new_capsule.restype, _new_capsule.argtypes = ctypes.py_object, [c_void_p, c_char_p, c_void_p]
_get_pointer = _python.PyCapsule_GetPointer
# The capsule is passed by its address: it has no references left when it is destroyed.
_get_pointer.restype, _get_pointer.argtypes = c_void_p, [c_void_p, c_char_p]
_allocate = _python.PyMem_RawMalloc
_allocate.restype, _allocate.argtypes = c_void_p, [ctypes.c_size_t]
_deallocate = _python.PyMem_RawFree
_deallocate.restype, _deallocate.argtypes = None, [c_void_p]


def release(structure: Any) -> None:
    """Frees what a schema or an array points to, unless somebody has taken it."""
    if structure.release:
        ctypes.CFUNCTYPE(None, c_void_p)(structure.release)(ctypes.addressof(structure))


def _destructor(name: bytes, kind: Any) -> Any:
    def destroy(capsule: int) -> None:
        address = _get_pointer(capsule, name)
        release(kind.from_address(address))
        _deallocate(address)

    return ctypes.PYFUNCTYPE(None, c_void_p)(destroy)


_NAMES = (b"arrow_schema", b"arrow_array")
_destructors = (_destructor(_NAMES[0], ArrowSchema), _destructor(_NAMES[1], ArrowArray))


def export(words: _native.Handle) -> tuple[Any, Any]:
    """Capsules of the schema and the data of words, as `__arrow_c_array__` returns them."""
    places = [_allocate(ctypes.sizeof(kind)) for kind in (ArrowSchema, ArrowArray)]
    try:
        _native.call("wordmine_words_table", words.pointer, *places)
    except BaseException:
        for place in places:
            _deallocate(place)
        raise
    schema, array = (
        _new_capsule(place, name, ctypes.cast(destructor, c_void_p))
        for place, name, destructor in zip(places, _NAMES, _destructors))
    return schema, array


def columns(words: _native.Handle) -> dict[str, list[Any]]:
    """The columns of words, by name."""
    schema, array = ArrowSchema(), ArrowArray()
    _native.call(
        "wordmine_words_table", words.pointer, ctypes.addressof(schema), ctypes.addressof(array))
    try:
        result = {}
        for index in range(schema.n_children):
            kind = ArrowSchema.from_address(schema.children[index])
            result[kind.name.decode()] = _values(
                kind.format, ArrowArray.from_address(array.children[index]))
        return result
    finally:
        release(schema)
        release(array)


def _values(kind: bytes, array: ArrowArray) -> list[Any]:
    count = array.length
    values: list[Any]
    if kind == b"U":
        ends = memoryview(ctypes.string_at(array.buffers[1], 8 * (count + 1))).cast("q").tolist()
        text = ctypes.string_at(array.buffers[2], ends[-1])
        values = [text[start:end].decode() for start, end in zip(ends, ends[1:])]
    else:
        numbers = memoryview(ctypes.string_at(array.buffers[1], 8 * count))
        values = numbers.cast("q" if kind == b"l" else "d").tolist()
    if array.null_count:
        bits = ctypes.string_at(array.buffers[0], (count + 7) // 8)
        values = [
            value if bits[index >> 3] >> (index & 7) & 1 else None
            for index, value in enumerate(values)]
    return values
