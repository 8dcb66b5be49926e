package org.tillmesh.tools.zatca;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.Till;
import org.tillmesh.till.script.ScriptedTill;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.TillFolderOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An installer's acts on a till's certificate, while no till runs on its folder. */
final class TillCsidCommands {
    private TillCsidCommands() {}

    /** Opens the till, does it, prints one line of JSON; refusals are for people. */
    private static int with(Path data, @Nullable String relay, Function<Till, Record> work) {
        System.setProperty("java.awt.headless", "true");
        try (Till till = Till.open(new TillOptions(data, false, null, null, relay, List.of(), 0))) {
            AnswerStream.open().println(ScriptedTill.line(work.apply(till)));
            return 0;
        } catch (TillException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    /** What an installer gives for a certificate. */
    static final class Installer {
        @Mixin
        TillFolderOption folder;

        @Option(names = "--otp", paramLabel = "DIGITS", required = true, description = "From the authority's portal.")
        String otp;

        @Option(
                names = "--relay",
                paramLabel = "HOST:PORT",
                description = "Head office, if the folder does not know it.")
        @Nullable String relay;

        int act(Function<Till, Record> work) {
            return with(folder.path(), relay, work);
        }
    }

    @Command(
            name = "onboard",
            mixinStandardHelpOptions = true,
            description =
                    "Gets a till its certificate (CSID) from the tax authority, through head office: request, compliance"
                            + " checks, production certificate.")
    static final class Onboard implements Callable<Integer> {
        @Mixin
        Installer installer;

        @Override
        public Integer call() {
            return installer.act(till -> till.invoices().onboardAsInstaller(installer.otp));
        }
    }

    @Command(
            name = "renew",
            mixinStandardHelpOptions = true,
            description = "Gets a till a new certificate before the one in use ends.")
    static final class Renew implements Callable<Integer> {
        @Mixin
        Installer installer;

        @Override
        public Integer call() {
            return installer.act(till -> till.invoices().renewAsInstaller(installer.otp));
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description =
                    "A till's counter, what is not reported yet, and its certificate. (Of a whole company: relay zatca.)")
    static final class Status implements Callable<Integer> {
        @Mixin
        TillFolderOption folder;

        @Override
        public Integer call() {
            return with(folder.path(), null, till -> till.links().status().zatca());
        }
    }
}
