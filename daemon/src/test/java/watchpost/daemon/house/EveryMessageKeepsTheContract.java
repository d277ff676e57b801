package watchpost.daemon.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import watchpost.alerts.contract.spec.Channel;
import watchpost.alerts.contract.spec.Contract;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.testkit.delivery.MessageJudge;
import watchpost.testkit.delivery.Witness;

/**
 * Fails every test of this module in which a subscriber got a message that the source of the contract does not describe. The platform
 * finds it by itself (META-INF/services), so no test can forget it.
 */
public final class EveryMessageKeepsTheContract implements BeforeAllCallback, AfterEachCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Witness.isAwake()) {
            Witness.appoint(new MessageJudge(Schemas.strict(), topics()));
        }
    }

    private static Map<String, List<Pattern>> topics() {
        return Contract.channels().stream()
                .filter(channel -> channel.payload().isPresent())
                .collect(Collectors.groupingBy(
                        channel -> channel.payload().orElseThrow().name(),
                        Collectors.mapping(Channel::pattern, Collectors.toList())));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(List.of(), Witness.faults(), "messages that the contract does not describe");
    }
}
