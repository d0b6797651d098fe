"""A web server on this machine that answers as it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket], None]


class Server:
    """A server of raw answers by path.

    Attributes:
        asked: The requests it was sent, in order.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.asked: list[str] = []
        self._answers: dict[str, bytes | Answer] = {}
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def raw(self, path: str, answer: bytes | Answer) -> str:
        """Answer like this on `path`; returns its address."""
        self._answers[path] = answer
        return self.url(path)

    def page(
        self, path: str, body: str | bytes, *headers: str, kind: str = "text/html; charset=utf-8"
    ) -> str:
        data = body.encode() if isinstance(body, str) else body
        head = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", *headers, "", ""]
        return self.raw(path, "\r\n".join(head).encode() + data)

    def redirect(self, path: str, to: str) -> str:
        return self.raw(path, f"HTTP/1.1 302 Found\r\nLocation: {to}\r\n\r\n".encode())

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                request = connection.recv(65536).decode("latin-1")
                self.asked.append(request)
                answer = self._answers.get(request.split(" ")[1], b"HTTP/1.1 404 Gone\r\n\r\n")
                if isinstance(answer, bytes):
                    connection.sendall(answer)
                else:
                    answer(connection)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.close()
