package watchpost.daemon.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.evaluate.TrackEvaluation;

@Command(name = "evaluate-tracks", description = "Measure how well objects were followed: MOTA, IDF1, HOTA.")
final class EvaluateTracksCommand extends ConsoleCommand {
    @Option(
            names = "--gt",
            paramLabel = "DIR",
            required = true,
            description = "True trajectories: NAME.gt.txt, NAME.txt or NAME/gt/gt.txt in the MOTChallenge format.")
    private Path truth = Path.of("");

    @Option(
            names = "--tracks",
            paramLabel = "DIR",
            required = true,
            description = "Computed ones: NAME.txt, as replay --tracks writes them.")
    private Path tracks = Path.of("");

    EvaluateTracksCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        console().out().print(TrackEvaluation.run(truth, tracks).text());
        return ExitCode.OK;
    }
}
