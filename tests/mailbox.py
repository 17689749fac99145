"""A mail server on this machine, as small as RFC 5321 allows: keeps what it takes, refuses whom it is told to."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage


class Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    def handle(self):
        self.say("220 mailbox ESMTP")
        self.sender, self.to = "", []
        while line := self.rfile.readline():
            word, _, rest = line.decode("ascii").strip().partition(" ")
            if word.upper() == "QUIT":
                self.say("221 bye")
                return
            getattr(self, f"on_{word.lower()}", self.unknown)(rest)

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode("ascii"))

    def unknown(self, rest: str) -> None:
        self.say("502 not here")

    def on_ehlo(self, rest: str) -> None:
        self.say("250-mailbox", "250 8BITMIME")

    def on_mail(self, rest: str) -> None:
        self.sender = between(rest)
        self.say("250 ok")

    def on_rcpt(self, rest: str) -> None:
        if between(rest) in self.server.refused:
            self.say("550 no such person")
            return
        self.to.append(between(rest))
        self.say("250 ok")

    def on_rset(self, rest: str) -> None:
        self.say("250 ok")

    def on_data(self, rest: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.taken.append((self.to, letter))
        self.say("250 taken")


def between(rest: str) -> str:
    """ "a@b.vn" of "TO:<a@b.vn> SIZE=12"."""
    return rest.partition("<")[2].partition(">")[0]


class Mailbox(socketserver.ThreadingTCPServer):
    """The server with what it took: (recipients, letter), in order."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int = 0):
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.refused: set[str] = set()
        super().__init__(("127.0.0.1", port), Talk)

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def recipients(self) -> list[str]:
        """Everybody a letter went to, in the order of names."""
        return sorted(one for to, _ in self.taken for one in to)


@contextmanager
def mailbox(port: int = 0) -> Iterator[Mailbox]:
    """A server that listens while the block runs."""
    with Mailbox(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
