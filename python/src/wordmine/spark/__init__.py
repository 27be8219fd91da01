"""Words, n-grams and templates of texts on Apache Spark, past what one machine holds.

    from pyspark.sql import SparkSession
    from wordmine import spark as wordmine

    session = SparkSession.builder.getOrCreate()
    text = session.read.text("hdfs:///corpus/*.txt")
    found = wordmine.discover(text, min_count=20)
    found.save("hdfs:///words")
    wordmine.segment(text, found.model).write.parquet("hdfs:///segmented")

A text is a frame with a column of strings: of text files, Parquet, JSON Lines or a table. Spark splits, shuffles and retries; the
command, which travels with the job, does the work. Executors need Python, pyarrow and pandas, nothing of this package.
`pip install wordmine[spark]` installs PySpark where there is none. See docs/distributed.md.
"""
from ._discover import Discovery, discover
from ._verbs import count, match, segment, templates

__all__ = ["Discovery", "count", "discover", "match", "segment", "templates"]
