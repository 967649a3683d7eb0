"""The words of an archive by how they are spelled: by characters, in pinyin, by initials."""
