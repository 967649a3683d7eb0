"""Reports of a disclosure archive (政府信息公开): their values, their field names, and the readers of the files they come in.

Nothing here knows an index, a web page, a configuration or the time of day.
"""
