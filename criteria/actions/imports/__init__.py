"""Nhập tệp: an uploaded file is read, previewed line by line, recorded as a whole, and can be taken back as a whole."""
