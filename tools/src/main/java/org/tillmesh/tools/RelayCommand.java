package org.tillmesh.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.relay.RelaySetup;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.RelayFolderOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tillmesh relay}: head office, and the acts on its folder. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        description = "Head office: takes the tills' records, seeds tills, shows sales. Runs until it is stopped.",
        subcommands = {
            RelayCommand.Setup.class,
            RelayCommand.Code.class,
            RelayCommand.Token.class,
            RelayCommand.Revoke.class,
            RelayCommand.Mint.class,
            ImportCommand.class,
            RelayCommand.Backup.class,
            RelayCommand.Zatca.class
        })
final class RelayCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The relay's folder.")
    @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where tills connect; 0 is any free port. Default: ${DEFAULT-VALUE}")
    int port = 7410;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "Console and API (HTTPS); 0 is any free port. Default: ${DEFAULT-VALUE}")
    int http = 7443;

    @Option(
            names = "--demo",
            description = "The invented demo company; prints three activation codes and an API token.")
    boolean demo;

    @Option(
            names = "--zatca",
            paramLabel = "URL",
            description = "The tax authority's API; remembered in the folder. Empty: nothing is reported.")
    @Nullable String zatca;

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A further name or address by which the console is asked for; may be given several times.")
    List<String> names = List.of();

    @Option(
            names = "--cert",
            paramLabel = "PEM",
            description = "The console's own certificate of another authority, with those that signed it behind it."
                    + " Read anew when the file changes.")
    @Nullable Path cert;

    @Option(names = "--key", paramLabel = "PEM", description = "The key of that certificate, without a passphrase.")
    @Nullable Path key;

    @Override
    public Integer call() {
        Path folder = data;
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Name the relay's folder: --data DIR");
        }
        return FailedCommand.saying(() -> {
            Relay relay = Relay.open(
                    new Relay.Options(folder, port, http, demo, zatca).with(new Relay.Certificate(names, cert, key)));
            var ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                relay.close();
                                ended.countDown();
                            },
                            "relay-end"));
            print(ready(relay.ready()));
            waitFor(ended);
            return 0;
        });
    }

    private static void waitFor(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode ready(Relay.Ready ready) {
        ObjectNode line = JSON.createObjectNode()
                .put("ready", true)
                .put("port", ready.port())
                .put("http", ready.http())
                .put("url", ready.url())
                .put("ca", ready.ca());
        if (ready.codes() != null) {
            ready.codes().forEach(line.withArray("codes")::add);
        }
        if (ready.token() != null) {
            line.put("token", ready.token());
        }
        return line;
    }

    private static void print(Object line) {
        AnswerStream.open().println(line);
    }

    @Command(
            name = "setup",
            mixinStandardHelpOptions = true,
            description = "Makes a relay of an empty folder from a company file; prints the API token once.")
    static final class Setup implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", required = true, description = "An empty or new folder.")
        Path data;

        @Option(
                names = "--file",
                paramLabel = "JSON",
                required = true,
                description = "Company, stores with tills, users; see tools/README.md.")
        Path file;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                RelaySetup.Made made = RelaySetup.run(data, file);
                ObjectNode line = JSON.createObjectNode().put("company", made.company());
                made.stores().forEach(line.withArray("stores")::add);
                line.put("token", made.token());
                if (!made.warnings().isEmpty()) {
                    made.warnings().forEach(line.withArray("warnings")::add);
                }
                print(line);
                return 0;
            });
        }
    }

    @Command(
            name = "code",
            mixinStandardHelpOptions = true,
            description = "Prints a new activation code for the next till of a store. Valid once, for 24 hours.")
    static final class Code implements Callable<Integer> {
        @Mixin
        RelayFolderOption folder;

        @Option(names = "--store", paramLabel = "S001", required = true, description = "Which store.")
        String store;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                print(new RelayControl(folder.path()).newCode(store));
                return 0;
            });
        }
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Prints a new token for API and console; the one before is void.")
    static final class Token implements Callable<Integer> {
        @Mixin
        RelayFolderOption folder;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                print(new RelayControl(folder.path()).newToken());
                return 0;
            });
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Shuts a till out: its links at once, by relay and neighbours. What it sold before stays.")
    static final class Revoke implements Callable<Integer> {
        @Mixin
        RelayFolderOption folder;

        @Option(names = "--till", paramLabel = "S001-T02", required = true, description = "Which till.")
        String till;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                new RelayControl(folder.path()).revoke(till);
                print(till + " is shut out");
                return 0;
            });
        }
    }

    @Command(
            name = "mint",
            mixinStandardHelpOptions = true,
            description = "Puts value on a gift card or on a customer's store credit; prints the new balance.")
    static final class Mint implements Callable<Integer> {
        @Mixin
        RelayFolderOption folder;

        @Option(
                names = "--account",
                paramLabel = "gift:6300123",
                required = true,
                description = "gift:NUMBER or credit:CUSTOMER.")
        String account;

        @Option(names = "--amount", paramLabel = "100.00", required = true, description = "How much.")
        String amount;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                print(new RelayControl(folder.path()).mint(account, amount));
                return 0;
            });
        }
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = "Copies the relay's records into one file, also while it runs. Keys are not in it.")
    static final class Backup implements Callable<Integer> {
        @Mixin
        RelayFolderOption folder;

        @Option(names = "--file", paramLabel = "FILE", required = true, description = "A new file.")
        Path file;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                long records = new RelayControl(folder.path()).backup(file);
                print(records + " records are in " + file);
                print(FolderCommands.keysAreNotIn(folder.path()));
                return 0;
            });
        }
    }

    @Command(
            name = "zatca",
            mixinStandardHelpOptions = true,
            description =
                    "Prints how reporting to the tax authority stands, as JSON; sets its address; tries again at once.")
    static final class Zatca implements Callable<Integer> {
        @Mixin
        RelayFolderOption folder;

        @Option(names = "--api", paramLabel = "URL", description = "Sets the address of the API; empty takes it away.")
        @Nullable String api;

        @Option(names = "--retry", description = "Whatever waits for its next try is tried now.")
        boolean retry;

        @Override
        public Integer call() {
            return FailedCommand.saying(() -> {
                var control = new RelayControl(folder.path());
                print(control.zatca(api != null ? "api=" + api : retry ? "retry" : ""));
                return 0;
            });
        }
    }
}
