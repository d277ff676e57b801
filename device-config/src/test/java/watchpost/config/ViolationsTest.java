package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said at its place, all of it at once, with what was probably meant. */
class ViolationsTest {
    private static final String CAMERA = """
            schedules: {night: {windows: [{from: "22:00", to: "06:00"}]}}
            modes: [day, holiday]
            cameras:
              gate:
                url: rtsp://10.0.0.5/stream1
                transport: auto
                analyse: 5 fps
                timers: {connect: 5 s}
                zones: {yard: [[0, 0], [1, 0], [0, 1]]}
                lines: {door: [[0, 0], [1, 0]]}
                lanes: {north: {area: [[0, 0], [1, 0], [0, 1]], heading: [[0, 0], [1, 0]]}}
                rules:
                  in: {kind: intrusion, zone: yard, for: 2 s, classes: [person], confidence: 40 %, schedule: night, modes: [day]}
                  across: {kind: line-crossing, line: door, direction: both}
                  road: {kind: traffic-flow, lanes: [north], every: 1 min}
                  full: {kind: occupancy, zone: yard, limit: 3, severity: alarm, cooldown: 30 s}
            """;

    @Test
    void whatIsToBeBlurredIsAWordAndFoundByTheModel() {
        assertEquals(
                List.of(
                        "1:17: privacy.blur: \"persns\" is not known here; did you mean persons",
                        "5:21: cameras.a.privacy.blur: names nothing to blur; write off"),
                Parsed.problems("""
                        privacy: {blur: persns}
                        cameras:
                          a:
                            url: v4l2:/dev/video0
                            privacy: {blur: []}
                            rules: {a: {kind: heatmap}}
                        """));
        Reading boatsOnly = new Reading(
                Reading.Tolerance.STRICT,
                detector -> Optional.of(Set.of("boat", "car")),
                "box-1",
                ZoneId.of("Europe/Berlin"));
        assertEquals(
                List.of(
                        "1:1: warning: no camera is configured; add one under cameras",
                        "1:17: privacy.blur: the model of the detector finds no person, so nothing would be blurred;"
                                + " choose a model that does, or hide the place with masks"),
                Parsed.lines(ConfigFile.parse("privacy: {blur: [plates, persons]}\n", "watchpost.yaml", boatsOnly)));
    }

    @Test
    void everythingAtOnceInTheOrderOfTheFile() {
        assertEquals(
                List.of(
                        "1:10: version: 2 is not a version that this program reads; use 1",
                        "2:7: site: \"nort/h\" is not a name; use letters, digits, '-', '_' and '.', beginning with a letter"
                                + " or digit, at most 63 characters",
                        "3:1: mqt: is not a known key; did you mean mqtt",
                        "4:14: http.port: 99999 is not within 0 to 65535",
                        "6:3: cameras.gate: needs url",
                        "7:5: cameras.gate.trasnport: is not a known key; did you mean transport",
                        "8:16: cameras.gate.transport: \"TCP\" is not known here; did you mean tcp",
                        "9:19: cameras.gate.zones.yard: the outline crosses itself; give the corners in the order of the"
                                + " outline",
                        "11:17: cameras.gate.rules.a.zone: there is no zone called \"yrd\"; did you mean yard",
                        "11:27: cameras.gate.rules.a.for: 5 needs a unit, such as 5 s",
                        "12:7: cameras.gate.rules.b: needs zone"),
                Parsed.problems("""
                        version: 2
                        site: nort/h
                        mqt: {}
                        http: {port: 99999}
                        cameras:
                          gate:
                            trasnport: tcp
                            transport: TCP
                            zones: {yard: [[0, 0], [1, 1], [1, 0], [0, 1]]}
                            rules:
                              a: {zone: yrd, for: 5, kind: intrusion}
                              b: {kind: intrusion}
                        """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    windows: [{                  | windows: [{day: mon,         | windows.day: is not a known key; did you mean days
                    direction: both              | read: plate                  | read: no model is there that reads it; name its card: readers.plate.model
                    direction: both              | read: plates                 | read: "plates" is not known here; did you mean plate
                    from: "22:00"                | from: "2200"                 | windows.from: 2200 is not a time of day; write hours and minutes, such as 22:00
                    "22:00",                     | "22:00"}, {                  | windows: needs from
                    windows:                     | zone: Europe/Berln, windows: | night.zone: "Europe/Berln" is not a time zone; did you mean Europe/Berlin
                    windows: [{                  | windows: [{days: [],         | windows.days: names no day; leave it out for every day
                    windows: [{                  | windows: [{days: [mo],       | windows.days: "mo" is not known here; did you mean mon
                    gate:                        | front gate:                  | cameras.front gate: is not a name for a camera; use letters
                    auto                         | rtp                          | transport: "rtp" is not known here; use one of auto, tcp, udp
                    5 fps                        | 5                            | analyse: 5 needs a unit, such as 5 fps
                    5 fps                        | 500 fps                      | analyse: 500 fps is not within 0.1 fps to 120 fps; all takes every picture
                    {connect: 5 s}               | {connect: 1 h}               | timers.connect: 1 h is not within 500 ms to 5 min
                    {connect: 5 s}               | 5 s                          | timers: must hold keys and values
                    [[0, 0], [1, 0], [0, 1]]}    | [[0, 0], [1, 0]]}            | zones.yard: an area has 3 to 100 corners, this one has 2
                    [[0, 0], [1, 0], [0, 1]]}    | [[0, 0], [1, 0], [0, 0]]}    | zones.yard: an area has each corner once
                    [[0, 0], [1, 0], [0, 1]]}    | [[0, 0], [1, 0], [0.5, 0]]}  | zones.yard: the corners lie on one line
                    [[0, 0], [1, 0], [0, 1]]}    | [[0, 0], [1, 0], [0, 1.5]]}  | zones.yard: 1.5 is not within 0 to 1
                    [[0, 0], [1, 0], [0, 1]]}    | [[0, 0], [1, 0], 0.5]}       | zones.yard: a point is two numbers; such as [0.1, 0.5]
                    [[0, 0], [1, 0], [0, 1]]}    | left}                        | zones.yard: must be a list of points
                    door: [[0, 0], [1, 0]]       | door: [[0, 0], [0, 0.0]]     | lines.door: the line has no length; its two points must differ
                    door: [[0, 0], [1, 0]]       | door: [[0, 0]]               | lines.door: a line has 2 points, this one has 1
                    , heading: [[0, 0], [1, 0]]  | ''                           | lanes.north: needs heading
                    kind: intrusion              | kind: intrsion               | in.kind: "intrsion" is not known here; did you mean intrusion
                    kind: intrusion,             | ''                           | in: needs kind
                    zone: yard, for              | zone: yrd, for               | in.zone: there is no zone called "yrd"; did you mean yard
                    zone: yard, for              | line: door, for              | in.line: is not a known key
                    for: 2 s                     | for: 2 days                  | in.for: 2 days has the unknown unit days; use ms, s, min, h
                    for: 2 s                     | for: [2 s]                   | in.for: must be a single value
                    for: 2 s                     | for: !big 2 s                | in.for: has a tag, which this file does not use; remove the word with the '!'
                    [person]                     | []                           | in.classes: names no class; write all for every class
                    40 %                         | 140 %                        | in.confidence: 140 % is not within 0 to 1
                    schedule: night              | schedule: nite               | in.schedule: there is no schedule called "nite"
                    [day, holiday]               | [day, day]                   | modes: "day" is named twice; keep one of the two
                    [day, holiday]               | []                           | modes: names no mode; leave it out where the site has none
                    [day, holiday]               | day                          | modes: must be a list
                    modes: [day]                 | modes: [dya]                 | in.modes: there is no mode called "dya"; did you mean day
                    modes: [day]                 | modes: []                    | in.modes: names no mode; leave it out for every mode
                    every: 1 min                 | modes: [day]                 | warning: cameras.gate.rules.road.modes: has no effect
                    direction: both              | direction: up                | across.direction: "up" is not known here
                    lanes: [north]               | lanes: [nrth]                | road.lanes: there is no lane called "nrth"; did you mean north
                    every: 1 min                 | every: 0 s                   | road.every: 0 s is not within 1 s to 24 h
                    every: 1 min                 | severity: alarm              | warning: cameras.gate.rules.road.severity: has no effect
                    limit: 3                     | limit: many                  | full.limit: many is not a whole number; use 0 to 10000
                    severity: alarm              | severity: loud               | full.severity: "loud" is not known here; use one of info, warning, alarm
                    """)
    void oneWrongValue(String right, String wrong, String expected) {
        assertEquals(List.of(), Parsed.lines(Parsed.of(CAMERA)));
        assertTrue(CAMERA.contains(right), "the file has it");
        List<String> problems = Parsed.problems(CAMERA.replaceFirst(java.util.regex.Pattern.quote(right), wrong));
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(expected)), problems::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mail: {relay: 'mail.example.com', from: a@b, to: a@b} | mail.relay: the URL does not begin with smtp:// or smtps://
                    mail: {relay: 'smtp://me:pw@a', from: a@b, to: a@b} | mail.relay: the URL holds credentials; use username and password-file
                    mail: {relay: 'smtp://a', from: a@b}  | mail: needs to
                    mail: {relay: 'smtp://a', from: a@b, to: []} | mail.to: nobody gets a mail
                    mail: {relay: 'smtp://a', from: a@b, to: [c, d@e]} | mail.to: "c" is not a mail address; write it such as
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, username: me} | mail.username: needs password-file beside it
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, password-file: /etc/hostname} | mail.password-file: needs username beside it
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, starttls: false} | warning: mail.starttls: mails travel unencrypted to a
                    mail: {relay: 'smtps://a', from: a@b, to: a@b, starttls: true} | mail.starttls: is for relays that begin with smtp://
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, severity: alert} | mail.severity: "alert" is not known here; use one of info, warning, alarm
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, per-hour: 1} | mail.per-hour: 1 is not within 2 to 1000
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, zone: Berlin} | mail.zone: "Berlin" is not a time zone
                    mail: {relay: 'smtp://a', from: a@b, to: a@b, page: box} | mail.page: the URL is not that of a page
                    """)
    void oneWrongBlockOfMail(String block, String expected) {
        oneWrongBlock(block, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mqtt: {url: 'http://broker'}          | mqtt.url: the URL does not begin with mqtt:// or mqtts://
                    mqtt: {url: 'mqt://broker'}           | mqtt:// or mqtts://; did you mean mqtt://
                    mqtt: {url: 'mqtt://'}                | mqtt.url: the URL has no host
                    mqtt: {url: 'mqtt://broker:0'}        | mqtt.url: the URL has a port that is not within 1 to 65535
                    mqtt: {url: 'mqtt://bro ker'}         | mqtt.url: the URL has a host that cannot be one
                    mqtt: {url: 'mqtt://me:pw@broker'}    | mqtt.url: the URL holds credentials; use username and password-file
                    mqtt: {ca-file: /no/such/file}        | mqtt.ca-file: the file /no/such/file does not exist
                    mqtt: {commands: {escalate-after: [5 min]}} | mqtt.commands.escalate-after: needs a role that may acknowledge; add one under roles
                    mqtt: {commands: {roles: {guard: {key-file: /no, may: [acknowlege]}}}} | did you mean acknowledge
                    mqtt: {receipts: {}}                  | mqtt.receipts: needs from
                    mqtt: {receipts: {from: [control room]}} | mqtt.receipts.from: "control room" is not a name for a receiver
                    mqtt: {receipts: {from: [a, a]}}      | mqtt.receipts.from: is named twice
                    mqtt: {receipts: {from: [a], deadline: 1 ms}} | mqtt.receipts.deadline: 1 ms is not within 1 s to 1 h
                    mqtt: {ca-file: /etc}                 | mqtt.ca-file: /etc is a folder; name the file in it
                    mqtt: {ca-file: /etc/passwd}          | mqtt: certificates need a url that begins with mqtts://
                    mqtt: {client-key-file: /etc/passwd}  | mqtt: client-certificate-file and client-key-file go together
                    mqtt: {client-key-file: /etc/passwd}  | warning: mqtt.client-key-file: every user of this machine can read
                    mqtt: {password-file: /etc/hostname}  | mqtt.password-file: needs username beside it
                    mqtt: {topic: 'a/{camera}'}           | mqtt.topic: a topic knows no other placeholder
                    mqtt: {topic: 'a/#'}                  | mqtt.topic: a topic that is published to has no wildcard
                    mqtt: {topic: 'a//b'}                 | mqtt.topic: a topic has no empty level
                    mqtt: {topic: '$SYS/a'}               | mqtt.topic: topics that begin with $ belong to the broker
                    mqtt: {profiles: {home-asistant: }}   | mqtt.profiles.home-asistant: is not a known key; did you mean home-assistant
                    mqtt: {profiles: {home-assistant: {discovery-prefix: 'a/#'}}} | home-assistant.discovery-prefix: a topic that is published to has no wildcard
                    quiet: {up-to: alarm}                 | quiet: says not when; name schedules or modes in it
                    quiet: {schedules: [nite]}            | quiet.schedules: there is no schedule called "nite"
                    quiet: {modes: [day]}                 | quiet.modes: there is no mode called "day"; there is no mode to refer to
                    webhook: {url: 'http://a/b'}          | webhook.url: the URL does not begin with https://
                    webhook: {url: 'https://me:pw@a/b'}   | webhook.url: the URL has no host, or credentials, or a #
                    webhook: {url: 'https://a b'}         | webhook.url: this is not a URL; write it such as https://
                    webhook: {url: 'https://a/b'}         | webhook: needs secret-file
                    http: {address: 'a b'}                | http.address: "a b" is not an address
                    http: {address: 0.0.0.0}              | warning: http.address: everyone who reaches this address sees the cameras
                    storage: {outbox: 1 KiB}              | storage.outbox: 1 KiB is less than 1 MiB
                    storage: {outbox: 1 MB}               | storage.outbox: 1 MB has the unknown unit MB; did you mean 1 MiB
                    detector: {model: none.yaml}          | none.yaml does not exist
                    detector: {workers: 0}                | detector.workers: 0 is not within 1 to 64
                    detector: {batch: 17}                 | detector.batch: 17 is not within 1 to 16
                    detector: {providers: gpu}            | detector.providers: "gpu" is not known here; did you mean cpu
                    cameras: [gate]                       | cameras: must hold keys and values
                    cameras: {a: {url: x}, a: {url: y}}   | cameras.a: is given twice; keep one of the two
                    cameras: {a: }                        | cameras.a: needs url
                    cameras: {[a, b]: c}                  | cameras: has a key that is not a word
                    cameras: {a: {url: }}                 | cameras.a.url: has no value
                    cameras: {a: {url: 'v4l2:0'}}         | cameras.a.url: the URL names no device
                    decoders: [nvdc, software]            | decoders: "nvdc" is not known here; did you mean nvdec
                    decoders: []                          | decoders: names no decoder; write software
                    decoders: [nvdec, nvdec]              | decoders: nvdec is named twice; keep one of the two
                    decoders: [software, nvdec]           | decoders: software always works, so nvdec after it is never tried; write software last
                    decoders: [auto, nvdec]               | decoders: auto already stands for every decoder; write auto alone
                    cameras: {a: {decoders: h264_cuvid}}  | cameras.a.decoders: "h264_cuvid" is not known here; use one of auto, software, nvdec
                    cameras: {a: {scene-checks: frosen}}  | cameras.a.scene-checks: "frosen" is not known here; did you mean frozen
                    cameras: {a: {scene-checks: []}}      | cameras.a.scene-checks: names no check; write off
                    cameras: {a: {location: {latitude: 91, longitude: 0}}} | cameras.a.location.latitude: 91 is not within -90 to 90
                    cameras: {a: {location: {latitude: 1}}} | cameras.a.location: needs longitude
                    cameras: {a: {folder-rate: 5}}        | cameras.a.folder-rate: 5 needs a unit, such as 5 fps
                    cameras: {a: {rules: {r: {kind: traffic-flow}}}} | cameras.a.rules.r: needs lanes; add them under lanes of the camera
                    """)
    void oneWrongBlock(String block, String expected) {
        List<String> problems = Parsed.problems(block);
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(expected)), problems::toString);
    }

    @Test
    void whatARuleRefersToIsNotBlamedTwice() {
        assertEquals(
                List.of(
                        "9:27: cameras.gate.zones.yard: 7 is not within 0 to 1; 0 is the left or upper edge of the picture,"
                                + " 1 the right or lower"),
                Parsed.problems(CAMERA.replaceFirst("\\[1, 0\\], \\[0, 1\\]\\]\\}", "[7, 0], [0, 1]]}")).stream()
                        .map(line -> line.replaceFirst("^9:[0-9]+", "9:27"))
                        .toList());
    }

    @Test
    void classesAreThoseOfTheModel() {
        Reading reading = Parsed.STRICT.with(detector -> Optional.of(Set.of("person", "car", "bicycle")));
        ConfigResult unknown = ConfigFile.parse(CAMERA.replace("[person]", "[persn, car]"), "watchpost.yaml", reading);
        assertEquals(
                List.of(
                        "13:66: cameras.gate.rules.in.classes: the model knows no class \"persn\"; did you mean person"),
                Parsed.lines(unknown).stream()
                        .map(line -> line.replaceFirst("^13:[0-9]+", "13:66"))
                        .toList());
        ConfigResult.Valid known = (ConfigResult.Valid) ConfigFile.parse(CAMERA, "watchpost.yaml", reading);
        assertEquals(
                Set.of("car", "bicycle"),
                known.config().cameras().get(0).rules().get(2).watch().classes(),
                "the usual vehicles that this model knows");
    }
}
