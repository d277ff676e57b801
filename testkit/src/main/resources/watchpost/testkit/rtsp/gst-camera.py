"""An RTSP camera made of GStreamer's server: another implementation than ours, for tests.

Reads one line of JSON from standard input: {"port": 8554, "user": "", "password": "",
"mounts": {"gate": {"file": "clip.units", "codec": "H264/90000"}}}.
Credentials come that way so that no process list shows them. Says "listening" when it does, and ends when standard input
ends, so that it does not outlive its parent.

A .units file has a head of 8 bytes, the length of the clip, then for each picture 8 bytes for when it is shown and 4 bytes
for its size, then its bytes: units with start codes, or a JPEG file. Numbers are big endian, times are in 1/90000 s.
"""

import json
import struct
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

ROLE = "viewer"
SOURCE = "( appsrc name=pictures is-live=true format=time caps=%s ! %s )"
PIPELINES = {
    "H264/90000": SOURCE
    % (
        "video/x-h264,stream-format=byte-stream,alignment=au",
        "rtph264pay name=pay0 pt=96 config-interval=-1",
    ),
    "H265/90000": SOURCE
    % (
        "video/x-h265,stream-format=byte-stream,alignment=au",
        "rtph265pay name=pay0 pt=97 config-interval=-1",
    ),
    "JPEG/90000": SOURCE
    % ("image/jpeg,width={width},height={height}", "rtpjpegpay name=pay0 pt=26"),
}
JPEG_FRAME = b"\xff\xc0"


def nanoseconds(ticks):
    return ticks * Gst.SECOND // 90000


class Clip:
    """The pictures of a .units file and the length of one round."""

    def __init__(self, path):
        self.pictures = []
        with open(path, "rb") as file:
            (self.length,) = struct.unpack(">q", file.read(8))
            head = file.read(12)
            while head:
                shown, size = struct.unpack(">qi", head)
                self.pictures.append((shown, file.read(size)))
                head = file.read(12)


class Feed:
    """Gives one pipeline its pictures, round after round, whenever it asks for more."""

    def __init__(self, clip, source):
        self.clip = clip
        self.count = 0
        source.connect("need-data", self.push)

    def push(self, source, _wanted):
        rounds, index = divmod(self.count, len(self.clip.pictures))
        shown, data = self.clip.pictures[index]
        buffer = Gst.Buffer.new_wrapped(data)
        buffer.pts = nanoseconds(rounds * self.clip.length + shown)
        self.count += 1
        source.emit("push-buffer", buffer)


def pipeline_of(clip, codec):
    if not codec.startswith("JPEG"):
        return PIPELINES[codec]
    # the payloader wants to be told the size
    picture = clip.pictures[0][1]
    at = picture.index(JPEG_FRAME) + 5
    height, width = struct.unpack(">HH", picture[at : at + 4])
    return PIPELINES[codec].format(width=width, height=height)


def factory_of(clip, codec):
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(pipeline_of(clip, codec))
    factory.set_shared(True)
    factory.set_latency(0)

    def configure(_factory, media):
        source = media.get_element().get_by_name("pictures")
        media.feed = Feed(clip, source)

    factory.connect("media-configure", configure)
    return factory


def ask_for_credentials(server, user, password):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, ROLE)
    auth.add_digest(user, password, token)
    server.set_auth(auth)


def permit(factory):
    permissions = GstRtspServer.RTSPPermissions()
    for right in (
        GstRtspServer.RTSP_PERM_MEDIA_FACTORY_ACCESS,
        GstRtspServer.RTSP_PERM_MEDIA_FACTORY_CONSTRUCT,
    ):
        permissions.add_permission_for_role(ROLE, right, True)
    factory.set_permissions(permissions)


def main():
    wanted = json.loads(sys.stdin.readline())
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(wanted["port"]))
    if wanted["user"]:
        ask_for_credentials(server, wanted["user"], wanted["password"])
    for name, mount in wanted["mounts"].items():
        factory = factory_of(Clip(mount["file"]), mount["codec"])
        if wanted["user"]:
            permit(factory)
        server.get_mount_points().add_factory("/" + name, factory)
    if server.attach(None) == 0:
        sys.exit("cannot listen on port %d" % wanted["port"])
    loop = GLib.MainLoop()

    def wait_for_the_end():
        sys.stdin.read()
        loop.quit()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    print("listening", flush=True)
    loop.run()


if __name__ == "__main__":
    main()
