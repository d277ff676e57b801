package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import watchpost.alerts.contract.spec.Commands;
import watchpost.alerts.contract.spec.Contract;
import watchpost.alerts.contract.spec.Type;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Problem;
import watchpost.detector.onnx.Provider;

/** Words of the contract that come from modules which do not know it. */
class ContractWordsTest {
    @Test
    void theConfigurationAllowsTheCommandsOfTheContractAndNoOther() {
        ConfigResult result = ConfigFile.parse(
                "mqtt: {commands: {roles: {guard: {key-file: /no, may: [qqqqqqqq]}}}}\n", "watchpost.yaml");
        String all = String.join(
                ", ",
                Commands.all().stream().map(Commands.Command::name).sorted().toList());
        List<String> suggestions = assertInstanceOf(ConfigResult.Invalid.class, result).problems().stream()
                .filter(problem -> problem.message().contains("is not a command"))
                .map(Problem::suggestion)
                .toList();
        assertEquals(List.of("use one of " + all), suggestions);
    }

    @Test
    void healthNamesEveryProvider() {
        Type provider = Contract.sent().stream()
                .filter(payload -> payload.name().equals("health"))
                .flatMap(payload -> payload.fields().stream())
                .filter(field -> field.name().equals("provider"))
                .findFirst()
                .orElseThrow()
                .type();
        List<String> providers = Arrays.stream(Provider.values())
                .map(rung -> rung.name().toLowerCase(Locale.ROOT))
                .toList();
        assertEquals(providers, assertInstanceOf(Type.Word.class, provider).oneOf());
    }
}
