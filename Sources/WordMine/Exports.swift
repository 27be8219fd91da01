// Who imports WordMine has all that its interface mentions.
@_exported import WordMineBase
@_exported import WordMineLexicon
@_exported import WordMineText
