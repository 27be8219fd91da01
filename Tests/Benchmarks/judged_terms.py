"""The share of terms in the first entries of a list, by strings that people judged.

judged_terms.py LABELS LIST KNOWN TEXT

LABELS: string, tab, W (word, term), T (longer fixed unit), G (free combination) or F (fragment). Prints, as cells of a
table, the entries of nothing but Han characters, the share of W and T among the judged ones of the first 100 and 300
with how many were judged, and how many of the new words W that the text has five times are in the list.
"""

import pathlib
import re
import sys

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,}")


def main(labels, entries, known, text):
    labels = dict(line.split("\t")[:2] for line in pathlib.Path(labels).read_text().splitlines() if line)
    known = {line.split()[0] for line in pathlib.Path(known).read_text().splitlines() if line.strip()}
    words = [line.split("\t")[0] for line in pathlib.Path(entries).read_text().splitlines()[1:]]
    words = [word for word in words if HAN.fullmatch(word) and word not in known]
    cells = [f"{len(words):,}"]
    for depth in (100, 300):
        judged = [labels[word] for word in words[:depth] if word in labels]
        right = sum(label in "WT" for label in judged)
        cells.append(f"{right / max(1, len(judged)):.3f} of {len(judged)}")
    text = pathlib.Path(text).read_text(errors="replace")
    asked = [word for word, label in labels.items() if label == "W" and word not in known and text.count(word) >= 5]
    listed = set(words)
    cells.append(f"{sum(word in listed for word in asked) / max(1, len(asked)):.3f} of {len(asked)}")
    print(" | ".join(cells))


main(*sys.argv[1:])
