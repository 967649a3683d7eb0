"""Readers of office files: word processing, spreadsheets and older formats by way of LibreOffice."""
