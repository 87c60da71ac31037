"""A poetry server, a transform server and a caching proxy in Twisted, to measure ours against.

python3 twisted-server.py <poem file> <first port> <upstream port> caches|misses
"""

import sys

from twisted.internet import reactor
from twisted.internet.protocol import ClientFactory, Factory, Protocol
from twisted.protocols.basic import NetstringReceiver

# Twisted's own 50 is too few for the clients that come at once here.
BACKLOG = 511


class Poetry(Protocol):
    def connectionMade(self):
        self.transport.write(self.factory.poem)
        self.transport.loseConnection()


class Transform(NetstringReceiver):
    MAX_LENGTH = 1024 * 1024

    def stringReceived(self, request):
        name, _, poem = request.partition(b".")
        if name == b"cummingsify":
            self.sendString(poem.decode("utf-8").lower().encode("utf-8"))
        self.transport.loseConnection()


class Fetch(Protocol):
    def connectionMade(self):
        self.pieces = []

    def dataReceived(self, data):
        self.pieces.append(data)

    def connectionLost(self, reason):
        self.factory.take(b"".join(self.pieces))


class Proxy(Protocol):
    def connectionMade(self):
        if self.factory.cached is not None:
            self.send(self.factory.cached)
            return
        fetching = ClientFactory.forProtocol(Fetch)
        fetching.noisy = False
        fetching.take = self.take
        reactor.connectTCP("127.0.0.1", self.factory.upstream, fetching)

    def take(self, poem):
        if self.factory.caches:
            self.factory.cached = poem
        self.send(poem)

    def send(self, poem):
        self.transport.write(poem)
        self.transport.loseConnection()


def listen(port, protocol, **fields):
    factory = Factory.forProtocol(protocol)
    for name, value in fields.items():
        setattr(factory, name, value)
    reactor.listenTCP(port, factory, backlog=BACKLOG, interface="127.0.0.1")


def main(poem_file, first_port, upstream_port, caching):
    with open(poem_file, "rb") as file:
        poem = file.read()
    first = int(first_port)
    listen(first, Poetry, poem=poem)
    listen(first + 1, Transform)
    listen(first + 3, Proxy, upstream=int(upstream_port), caches=caching == "caches", cached=None)
    reactor.run()


main(*sys.argv[1:])
