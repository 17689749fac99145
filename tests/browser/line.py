"""A telephone line between browser and portal that can be cut while something is on its way."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 16 * 1024


class Line:
    """Passes bytes on; after `cut_after` more bytes towards the portal it is down until it is mended.

    A browser tries once more by itself when a line that worked before hangs up, so hanging up is not enough.
    """

    def __init__(self, port: int):
        self.portal = port
        self.cut_after: int | None = None
        self.is_down = False
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self.door.getsockname()[1]}"

    def listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.door.accept()
                if self.is_down:
                    hang_up(caller)
                    continue
                callee = socket.create_connection(("127.0.0.1", self.portal))
                threading.Thread(target=self.send, args=(caller, callee), daemon=True).start()
                threading.Thread(target=self.give, args=(callee, caller), daemon=True).start()

    def send(self, caller: socket.socket, callee: socket.socket) -> None:
        """From the browser to the portal."""
        with suppress(OSError):
            while piece := caller.recv(PIECE):
                if self.is_cut(len(piece)):
                    break
                callee.sendall(piece)
        hang_up(caller, callee)

    def is_cut(self, sent: int) -> bool:
        if self.is_down or self.cut_after is None:
            return self.is_down
        self.cut_after -= sent
        if self.cut_after > 0:
            return False
        self.cut_after, self.is_down = None, True
        return True

    def mend(self) -> None:
        """The network is back."""
        self.is_down = False

    def give(self, callee: socket.socket, caller: socket.socket) -> None:
        """From the portal back to the browser."""
        with suppress(OSError):
            while piece := callee.recv(PIECE):
                caller.sendall(piece)
        hang_up(caller, callee)


def hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line that is there for one test."""
    line = Line(port)
    threading.Thread(target=line.listen, daemon=True).start()
    try:
        yield line
    finally:
        line.door.close()
