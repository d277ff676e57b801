package watchpost.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;

/** Files that the configuration names. Relative paths start at the folder of the configuration. */
final class NamedFiles {
    private static final int LONGEST_PASSWORD = 1024;

    private final Path folder;

    NamedFiles(Path folder) {
        this.folder = folder;
    }

    /** The absolute path of {@code text}; looks at no disk. */
    Path resolve(String text) throws WrongValueException {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new WrongValueException(Readers.quote(text) + " is not a path");
        }
    }

    /** The file that {@code entry} names; reported if it is not there or not readable. */
    Optional<Path> existing(Entry entry) {
        return entry.read(text -> {
            Path file = resolve(text);
            if (!Files.exists(file)) {
                throw new WrongValueException("the file " + file + " does not exist");
            }
            if (Files.isDirectory(file)) {
                throw new WrongValueException(file + " is a folder", "name the file in it");
            }
            if (!Files.isReadable(file)) {
                throw new WrongValueException(
                        "the file " + file + " cannot be read by this user", "check its owner and mode");
            }
            return file;
        });
    }

    /** A file that only this user should read; doubtful if everyone may. */
    Optional<Path> secret(Entry entry) {
        Optional<Path> file = existing(entry);
        if (file.isPresent() && isWorldReadable(file.get())) {
            entry.doubtful("every user of this machine can read " + file.get(), "chmod o= " + file.get());
        }
        return file;
    }

    /** The file that {@code entry} names, if it holds a password. */
    Optional<Path> passwordFile(Entry entry) {
        return password(entry).isPresent() ? entry.read(this::resolve) : Optional.empty();
    }

    /** The password in the file that {@code entry} names: its only line. */
    Optional<Secret> password(Entry entry) {
        Optional<Path> file = secret(entry);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (Files.size(file.get()) > LONGEST_PASSWORD) {
                entry.wrong(file.get() + " is too large to hold one password", "");
                return Optional.empty();
            }
            String text = Files.readString(file.get()).stripTrailing();
            if (text.isEmpty() || text.lines().count() > 1) {
                entry.wrong(file.get() + (text.isEmpty() ? " is empty" : " has more than one line"), "");
                return Optional.empty();
            }
            return Optional.of(new Secret(text));
        } catch (CharacterCodingException e) {
            entry.wrong(file.get() + " is not a text in UTF-8", "");
        } catch (IOException e) {
            entry.wrong("the file " + file.get() + " cannot be read", "check its owner and mode");
        }
        return Optional.empty();
    }

    private static boolean isWorldReadable(Path file) {
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
            return modes.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a file system without modes: nothing to warn of
        }
    }
}
