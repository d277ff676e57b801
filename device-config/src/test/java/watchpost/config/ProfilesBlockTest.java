package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The block {@code profiles} of {@code mqtt}: a name alone is a profile as it usually is. */
class ProfilesBlockTest {
    @Test
    void profiles() {
        String mqtt = "box: b\nmqtt: {topic: 'p/{box}', profiles: {home-assistant: %s, onvif: %s, ngsi-ld: %s}}";
        assertEquals(
                new MqttConfig.Profiles(
                        Optional.of("homeassistant"), Optional.of("p/b"), Optional.of("p/b/profiles/ngsi-ld")),
                Parsed.valid(mqtt.formatted("", "", "")).config().mqtt().profiles());
        assertEquals(
                new MqttConfig.Profiles(Optional.of("ha/b"), Optional.of("MyDevice"), Optional.of("city")),
                Parsed.valid(mqtt.formatted("{discovery-prefix: 'ha/{box}'}", "{topic: MyDevice}", "{topic: city}"))
                        .config()
                        .mqtt()
                        .profiles());
    }
}
