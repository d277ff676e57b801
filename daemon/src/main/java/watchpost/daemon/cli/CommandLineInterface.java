package watchpost.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import watchpost.core.id.SourceUrl;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;

/** Runs one command line and turns whatever happens into an exit code and at most one sentence. */
public final class CommandLineInterface {
    private final Console console;

    public CommandLineInterface(Console console) {
        this.console = console;
    }

    /** Runs the command that {@code arguments} name; returns the exit code. */
    public int run(String... arguments) {
        CommandLine program = program();
        if (arguments.length == 0) {
            program.usage(console.out());
            return ExitCode.USAGE.code();
        }
        return program.execute(arguments);
    }

    private CommandLine program() {
        CommandLine program = new CommandLine(new RootCommand());
        Commands.all(console).forEach(program::addSubcommand);
        program.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        program.registerConverter(Duration.class, new DurationReader());
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setParameterExceptionHandler(this::wrongUsage);
        program.setExecutionExceptionHandler(this::failed);
        program.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
        program.getCommandSpec().usageMessage().commandListHeading("");
        describe(program);
        return program;
    }

    private static void describe(CommandLine command) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(" " + code.code(), code.meaning());
        }
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
        command.getCommandSpec().usageMessage().width(100);
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getSubcommands().values().forEach(CommandLineInterface::describe);
    }

    private int wrongUsage(ParameterException wrong, String[] arguments) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String sentence = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong usage");
        say(sentence + "; see '" + command + " --help'");
        return ExitCode.USAGE.code();
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        UserError user = Failures.asUserError(failure);
        if (user != null) {
            say(user.getMessage());
            return user.exitCode().code();
        }
        boolean verbose = command.getCommand() instanceof ConsoleCommand own && own.verbose();
        unexpected(failure, verbose);
        return ExitCode.INTERNAL.code();
    }

    private void unexpected(Exception failure, boolean verbose) {
        String trace = SourceUrl.redact(Failures.trace(failure));
        if (verbose) {
            console.err().print(trace);
        }
        try {
            Path details = Files.createTempFile("watchpost-error-", ".log");
            Files.writeString(details, trace);
            say("Something unexpected went wrong (" + failure.getClass().getSimpleName() + "); the details are in "
                    + details + ", please report them");
        } catch (IOException diskToo) {
            say("Something unexpected went wrong (" + failure.getClass().getSimpleName()
                    + "); run it again with --verbose and report what it prints");
        }
    }

    private void say(String sentence) {
        console.err().println(console.errColours().alarm("watchpost:") + " " + SourceUrl.redact(sentence));
    }
}
