"""The commands that are disturbed, on inputs so small that each can be run thousands of times."""

import pathlib
import random
import subprocess

MODEL = "--width 16 --heads 2 --feed-forward 16 --context 16 --batch 4 --min-count 1 --threads 1"

# Name: what it reads from the fixtures `{f}` and writes to the directory `{o}`. The fixtures of a command
# are made by those before it.
COMMANDS = {
    "discover": "{f}/text -o {o}/words.tsv --save-model {o}/model --segmentation {o}/segmented",
    "discover fast": "{f}/text --method fast -o {o}/words.tsv --report {o}/report",
    "discover pmi": "{f}/text --method pmi -o {o}/words.jsonl",
    "discover work": "{f}/text --work {o}/work -o {o}/words.tsv",
    "discover update": "{f}/text --update {f}/model -o {o}/words.tsv --save-model {o}/model",
    "discover gzip": "{f}/text.gz --known {f}/known -o {o}/words.tsv",
    "count": "count {f}/text -n 3 -o {o}/counts.tsv",
    "count file": "count {f}/text -n 5 -o {o}/text.counts",
    "merge": "merge {f}/text.counts {f}/text.counts -o {o}/both.counts",
    "segment": "segment --model {f}/model {f}/text -o {o}/segmented",
    "segment dictionary": "segment --dictionary {f}/words.tsv {f}/text -o {o}/segmented",
    "contrast": "contrast {f}/text {f}/other -o {o}/contrast.tsv",
    "terms": "terms {f}/text --against {f}/other --min-count 1 -o {o}/terms.tsv",
    "explain": "explain 春茶 {f}/text --model {f}/model -o {o}/explained.txt",
    "collocate": "collocate --segmented {f}/segmented -o {o}/pairs.tsv --save-model {o}/links",
    "parse": "parse --segmented {f}/segmented --model {f}/links -o {o}/trees.txt",
    "concordance": "concordance 春茶 {f}/text --word-model {f}/model -o {o}/lines.tsv",
    "templates": "templates --segmented {f}/segmented -o {o}/templates.jsonl",
    "match": "match --segmented {f}/segmented --templates {f}/templates.jsonl -o {o}/matches.tsv",
    "convert": "convert {f}/words.tsv --to jieba -o {o}/words.txt",
    "evaluate": "evaluate dictionary {f}/words.tsv {f}/words.tsv -o {o}/scores.tsv",
    "vectors train": "vectors train --segmented {f}/segmented -o {o}/vectors.npy",
    "vectors similar": "vectors similar -v {f}/vectors.npy 春茶 -o {o}/similar.tsv",
    "search build": "search build --segmented {f}/segmented -v {f}/vectors.npy -o {o}/index",
    "search query": "search query -i {f}/index --text 春茶 -o {o}/found.tsv",
    "topics": "topics --segmented {f}/segmented --k 2 --save-model {o}/topics -o {o}/topics.tsv"
    " --shares {o}/shares.tsv --min-documents 1 --max-share 1 --threads 1",
    "classify train": "classify train {f}/labels.tsv --label kind --column text --save-model {o}/kinds"
    " --threads 1",
    "classify predict": "classify predict --model {f}/kinds {f}/text -o {o}/kinds.tsv",
    "lm train": f"lm train {{f}}/text --save-model {{o}}/lm --checkpoint {{o}}/state --epochs 1 {MODEL}",
    "lm eval": "lm eval --model {f}/lm {f}/other",
}

# What a command leaves on purpose if it is stopped, for the next run to continue.
RESUMED = {"work", "state"}

# Those that multiply matrices.
BLAS = {"topics", "lm train", "lm eval", "vectors train", "search build", "search query"}

PLACES = ["茶园", "山上", "茶厂", "市场", "北京", "村口", "茶馆", "江边"]
THINGS = ["春茶", "新茶", "茶汤", "杀青", "龙井", "回甘", "茶叶", "红茶"]
DEEDS = ["上市", "采摘", "品尝", "出售", "烘干", "包装"]


def sentence(random):
    place, other = random.sample(PLACES, 2)
    return random.choice([
        f"从{place}到{other}都有{random.choice(THINGS)}",
        f"在{place}里{random.choice(DEEDS)}{random.choice(THINGS)}",
        f"{random.choice(THINGS)}在{place}{random.choice(DEEDS)}",
        f"{place}的{random.choice(THINGS)}很好",
    ])


def arguments(command, fixtures, output):
    line = COMMANDS[command].format(f=fixtures, o=output)
    return line.split() + ["--temporary", str(output) + "/tmp"]


def write_fixtures(wordmine, folder):
    """Texts, and whatever a command needs that another one makes."""
    folder = pathlib.Path(folder)
    (folder / "tmp").mkdir(parents=True)
    generator = random.Random(1)
    lines = [f"{sentence(generator)}，{sentence(generator)}。" for _ in range(100)]
    (folder / "text").write_text("\n".join(lines) + "\n")
    (folder / "other").write_text("\n".join(lines[::3]) + "\n秋茶也好。\n")
    (folder / "labels.tsv").write_text("kind\ttext\n" + "".join(
        f"{'春' if '春' in line else '其他'}\t{line}\n" for line in lines))
    (folder / "known").write_text("\n".join(PLACES) + "\n")
    subprocess.run(["gzip", "-k", folder / "text"], check=True)
    for command in COMMANDS:
        subprocess.run([wordmine, *arguments(command, folder, folder), "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
