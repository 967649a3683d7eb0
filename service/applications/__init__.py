"""Answering applications for information (依申请公开): what an application asks for, and what is public of it already."""
