package watchpost.daemon.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The house numbers of CONTRIBUTING.md, over the sources of every module, read with the JDK's own parser. */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int FUNCTION_LINES = 70;
    private static final int PARAMETERS = 7;
    private static final Pattern POSTPONED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    @Test
    void everySourceKeepsTheHouseNumbers() throws IOException {
        List<Path> sources = sources();
        assertTrue(sources.size() > 30, "only " + sources.size() + " sources found: is watchpost.root right?");
        List<String> untidy = new ArrayList<>();
        for (Path source : sources) {
            checkText(source, untidy);
        }
        checkTrees(sources, untidy);
        assertEquals(List.of(), untidy, () -> String.join("\n", untidy));
    }

    @Test
    void everyPackageSaysWhatItOwns() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path source : sources()) {
            Path folder = source.getParent();
            if (source.toString().contains("/src/main/") && !Files.exists(folder.resolve("package-info.java"))) {
                silent.add(folder.toString());
            }
        }
        assertEquals(List.of(), silent.stream().distinct().toList());
    }

    private static void checkText(Path source, List<String> untidy) throws IOException {
        List<String> lines = Files.readAllLines(source);
        if (lines.size() > FILE_LINES) {
            untidy.add(source + ": " + lines.size() + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (POSTPONED.matcher(lines.get(i)).find()) {
                untidy.add(source + ":" + (i + 1) + ": work put off in a comment");
            }
        }
    }

    private static void checkTrees(List<Path> sources, List<String> untidy) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Numbers(unit, positions, untidy).scan(unit, null);
            }
        }
    }

    private static List<Path> sources() throws IOException {
        Path root = Path.of(System.getProperty("watchpost.root"));
        try (Stream<Path> modules = Files.list(root)) {
            List<Path> found = new ArrayList<>();
            for (Path module : modules.sorted().toList()) {
                Path src = module.resolve("src");
                if (Files.isDirectory(src)) {
                    try (Stream<Path> files = Files.walk(src)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
            return found;
        }
    }

    /** Looks at every method of one file. */
    private static final class Numbers extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> untidy;

        Numbers(CompilationUnitTree unit, SourcePositions positions, List<String> untidy) {
            this.unit = unit;
            this.positions = positions;
            this.untidy = untidy;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            if (start >= 0 && end > start) {
                LineMap lines = unit.getLineMap();
                long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
                if (length > FUNCTION_LINES) {
                    report(start, method.getName() + " has " + length + " lines");
                }
                if (method.getParameters().size() > PARAMETERS && !isOfRecord(method)) {
                    report(
                            start,
                            method.getName() + " has " + method.getParameters().size() + " parameters");
                }
            }
            return super.visitMethod(method, null);
        }

        /** A record's constructor has as many parameters as the record has components. */
        private boolean isOfRecord(MethodTree method) {
            return method.getName().contentEquals("<init>")
                    && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree member, Void nothing) {
            if (member.toString().equals("Thread.sleep")) {
                report(positions.getStartPosition(unit, member), "Thread.sleep: wait for a condition instead");
            }
            return super.visitMemberSelect(member, null);
        }

        private void report(long position, String what) {
            untidy.add(unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(position) + ": " + what);
        }
    }
}
