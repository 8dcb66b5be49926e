package org.tillmesh.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.reports.reconcile.Reconciled;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.Stranded;
import org.tillmesh.till.shop.TillOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What keeps a folder well, for tills and relays alike, while no program runs on it. */
final class FolderCommands {
    private FolderCommands() {}

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Checks every checksum of a folder. In use by a program: its sealed segments only. Ends with 0 if all is clean.")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "A till's or a relay's folder.")
        Path dir;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                Store.Verification found = Stores.verify(dir);
                System.out.println((found.clean() ? "Clean: " : "NOT CLEAN: ") + found.records() + " records in "
                        + found.segments() + " segments, " + found.quarantined() + " quarantined");
                found.problems().forEach(problem -> System.out.println("  " + problem));
                return found.clean() ? 0 : 1;
            });
        }
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description =
                    "Copies a folder's records into one file. Keys are not in it: keep a relay's keys.p12 in a safe place of its own.")
    static final class Backup implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "DIR", description = "A till's or a relay's folder.")
        Path dir;

        @Parameters(index = "1", paramLabel = "FILE", description = "A new file.")
        Path file;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                long records = Stores.backup(dir, file);
                System.out.println(records + " records of " + dir + " are in " + file);
                System.out.println(keysAreNotIn(dir));
                return 0;
            });
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = "Makes a new folder of a backup. It is a new incarnation: a till needs a new activation.")
    static final class Restore implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "DIR", description = "A folder that does not exist yet, or is empty.")
        Path dir;

        @Parameters(index = "1", paramLabel = "FILE", description = "What backup wrote.")
        Path file;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                if (Files.isRegularFile(dir)) {
                    throw new IllegalArgumentException(
                            dir + " is a file; name the new folder first, then what backup wrote: restore DIR FILE");
                }
                long records = Stores.restore(file, dir);
                System.out.println(records + " records of " + file + " are in " + dir);
                System.out.println(
                        isRelays(dir)
                                ? "Keys are not in a backup: put head office's keys.p12 into " + dir
                                        + " before you start the relay. Nothing else can make them again"
                                : "Keys are not in a backup: start the till on " + dir
                                        + " and activate it with a new code from"
                                        + " head office. It becomes a new till and brings the records of the old one; let head"
                                        + " office shut that one out. (If you have the old keys.p12, put it into " + dir
                                        + " instead; the till then asks for the QR of its last receipt)");
                return 0;
            });
        }
    }

    @Command(
            name = "export-unsent",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the records of a till's folder that head office has not acknowledged, with their exact bytes,"
                            + " and reads them again. Needs neither keys nor a login.")
    static final class ExportUnsent implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "DIR", description = "A till's folder.")
        Path dir;

        @Parameters(index = "1", paramLabel = "FILE", description = "A new file.")
        Path file;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                if (Files.exists(file)) {
                    throw new IllegalArgumentException("The file " + file + " exists already; name a new one");
                }
                try (Till till = opened(dir)) {
                    long records = till.keeper().exportUnsent(file);
                    System.out.println(records + " records that head office has not acknowledged are in " + file
                            + ", written and read again");
                    Stranded stranded = till.links().status().stranded();
                    if (stranded != null) {
                        System.out.println(stranded.how().message());
                    }
                    return 0;
                }
            });
        }
    }

    @Command(
            name = "compact",
            mixinStandardHelpOptions = true,
            description =
                    "Drops a till's records that are older than thirty days, that head office has acknowledged and that "
                            + "the till's own checkpoint covers. A running till does it once a day.")
    static final class Compact implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "A till's folder.")
        Path dir;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                try (Till till = opened(dir)) {
                    Store.Compacted gone = till.keeper().compact();
                    System.out.println(
                            gone.segments() == 0
                                    ? "Nothing to drop: records go when they are thirty days old, acknowledged by head "
                                            + "office and covered by the till's checkpoint (Hard Sync brings a new one)"
                                    : gone.segments() + " segments went, " + gone.bytes() + " bytes are free");
                    return 0;
                }
            });
        }
    }

    @Command(
            name = "reconcile",
            mixinStandardHelpOptions = true,
            description =
                    "Compares a day of a till's or head office's branches with itself: sales, payments, invoices, stock,"
                            + " shifts, drawer. A running relay is asked. Ends with 0 if all agrees, with 1 if not.")
    static final class Reconcile implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", required = true, description = "A till's or a relay's folder.")
        Path dir;

        @Option(names = "--day", paramLabel = "DATE", description = "Like 2026-11-30. Default: today in the branch")
        @Nullable LocalDate day;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                String found =
                        isRelays(dir) ? new RelayControl(dir).reconcile(day == null ? "" : day.toString()) : tills();
                System.out.println(found);
                return found.contains(Reconciled.DIFFERS) ? 1 : 0;
            });
        }

        private String tills() {
            try (Till till = opened(dir)) {
                return till.keeper().reconcile(day).text();
            }
        }
    }

    @Command(
            name = "archive",
            mixinStandardHelpOptions = true,
            description = "Writes a period's invoices of a till's or head office's folder into a new zip, under the tax"
                    + " authority's file names, with an index and hashes. A running relay is asked.")
    static final class Archive implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", required = true, description = "A till's or a relay's folder.")
        Path dir;

        @Option(names = "--from", paramLabel = "DATE", required = true, description = "The first day, like 2026-11-01")
        LocalDate from;

        @Option(names = "--to", paramLabel = "DATE", required = true, description = "The last day, like 2026-11-30")
        LocalDate to;

        @Option(names = "--store", paramLabel = "ID", description = "Of a relay's folder: only this one")
        @Nullable String store;

        @Option(names = "--file", paramLabel = "FILE", required = true, description = "A new file.")
        Path file;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                var asked = new TreeMap<>(Map.of("from", from.toString(), "to", to.toString()));
                if (isRelays(dir)) {
                    asked.put("store", store == null ? "" : store);
                    System.out.println(new RelayControl(dir).archive(asked, file));
                } else {
                    try (Till till = opened(dir)) {
                        System.out.println(till.keeper().archive(asked, file) + " invoices are in " + file);
                    }
                }
                return 0;
            });
        }
    }

    static Till opened(Path dir) {
        if (!Files.isDirectory(dir.resolve("journal"))) {
            throw new IllegalArgumentException("There is no store in " + dir + "; name a till's folder");
        }
        System.setProperty("tillmesh.nodiscovery", "true"); // nobody is to find a till that is about to end
        return Till.open(new TillOptions(dir, false, null, null, null, List.of(), 0));
    }

    /** Head office leaves its authority's certificate beside its records. */
    static boolean isRelays(Path dir) {
        return Files.exists(dir.resolve("ca.pem"));
    }

    static String keysAreNotIn(Path dir) {
        return isRelays(dir)
                ? "Keys are not in it: copy " + dir.resolve("keys.p12")
                        + " to a safe place of its own. Without it nobody can be this company's head office again"
                : "Keys are not in it: a till made of it is activated anew, with a code from head office";
    }
}
