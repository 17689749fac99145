"""Files made outside the portal, read with suspicion: streamed, capped, nothing in them ever run."""

from criteria.xlsx.files import FileFault, read_file

__all__ = ["FileFault", "read_file"]
