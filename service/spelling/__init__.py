"""What was probably meant: mistyped characters and pinyin, told by the words of the archive itself."""
