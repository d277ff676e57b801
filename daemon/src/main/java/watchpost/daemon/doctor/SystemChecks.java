package watchpost.daemon.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine: Java, system, disk, clock, ports. */
final class SystemChecks {
    private static final int LEAST_JAVA = 17;
    private static final int LEAST_GLIBC_MINOR = 35;
    private static final long LEAST_FREE = 1L << 30;
    private static final Pattern GLIBC = Pattern.compile("2\\.(\\d+)");

    private SystemChecks() {}

    static Finding java() {
        int feature = Runtime.version().feature();
        String found = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
        return feature >= LEAST_JAVA
                ? Finding.ok("java", found)
                : Finding.fail("java", found, "install a JDK or JRE " + LEAST_JAVA + " or later");
    }

    static Finding system() {
        String arch = System.getProperty("os.arch");
        String name = System.getProperty("os.name") + " " + System.getProperty("os.version") + " on " + arch;
        boolean known = System.getProperty("os.name").equals("Linux")
                && List.of("amd64", "aarch64").contains(arch);
        return known
                ? Finding.ok("system", name)
                : Finding.fail("system", name, "native libraries exist for Linux on x86-64 and arm64 only");
    }

    static Finding glibc() {
        Optional<String> version = Command.output("getconf", "GNU_LIBC_VERSION");
        Matcher matcher = GLIBC.matcher(version.orElse(""));
        if (!matcher.find()) {
            return Finding.warn("glibc", "unknown", "glibc 2." + LEAST_GLIBC_MINOR + " or later is needed");
        }
        return Integer.parseInt(matcher.group(1)) >= LEAST_GLIBC_MINOR
                ? Finding.ok("glibc", version.orElse(""))
                : Finding.fail(
                        "glibc",
                        version.orElse(""),
                        "the native libraries need 2." + LEAST_GLIBC_MINOR
                                + ": Debian 12, Ubuntu 22.04, JetPack 6 or later");
    }

    static Finding storage(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.fail(
                    "storage",
                    directory + " cannot be written",
                    "make it writable for the user that runs watchpost, or set storage.directory");
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = String.format(Locale.ROOT, "%s, %.1f GiB free", directory, free / (double) (1L << 30));
            return free >= LEAST_FREE
                    ? Finding.ok("storage", found)
                    : Finding.warn("storage", found, "free at least 1 GiB: messages and pictures wait there");
        } catch (IOException unknown) {
            return Finding.warn("storage", directory + ": free space unknown", "check it with df");
        }
    }

    static Finding clock() {
        Optional<String> synced = Command.output("timedatectl", "show", "--property=NTPSynchronized", "--value");
        if (synced.isPresent() && synced.get().equals("yes")) {
            return Finding.ok("clock", "synchronised");
        }
        String advice = "events will be stamped by this machine's own clock: turn on NTP (timedatectl set-ntp true)";
        return synced.isPresent()
                ? Finding.warn("clock", "not synchronised", advice)
                : Finding.warn("clock", "nobody here knows whether it is synchronised", advice);
    }

    static Finding port(String address, int port) {
        String found = "http://" + address + ":" + port;
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return Finding.ok("port", socket.isBound() ? found + " is free" : found);
        } catch (IOException used) {
            return Finding.warn(
                    "port", found + " is in use", "fine if watchpost runs already, else set http.port to a free one");
        }
    }

    static Finding memory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    long mib = Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
                    return mib >= 512
                            ? Finding.ok("memory", mib + " MiB free")
                            : Finding.warn("memory", mib + " MiB free", "watchpost wants 512 MiB");
                }
            }
        } catch (IOException notLinux) {
            // told below
        }
        return Finding.warn("memory", "unknown", "watchpost wants 512 MiB");
    }
}
