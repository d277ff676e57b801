package watchpost.daemon.cli;

import picocli.CommandLine.Command;

/** The program itself; without a command it shows its help. */
@Command(
        name = "watchpost",
        description = "Watches cameras and tells what happens: incidents and measurements over MQTT, and a page.",
        synopsisSubcommandLabel = "COMMAND")
final class RootCommand {}
