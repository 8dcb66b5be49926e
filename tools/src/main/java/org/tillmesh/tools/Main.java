package org.tillmesh.tools;

import org.tillmesh.till.shop.TillVersion;
import org.tillmesh.tools.bench.BenchCommand;
import org.tillmesh.tools.device.DevicesCommand;
import org.tillmesh.tools.terminal.SimCommand;
import org.tillmesh.tools.zatca.ZatcaCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tools/tillmesh}: every program of TillMesh behind one name. */
@Command(
        name = "tillmesh",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "An offline-first point of sale: tills, their relay, and what keeps them well.",
        subcommands = {
            DemoCommand.class,
            TillCommand.class,
            RelayCommand.class,
            SoakCommand.class,
            SimulateCommand.class,
            CrashTestCommand.class,
            OutageTestCommand.class,
            BenchCommand.class,
            DevicesCommand.class,
            ZatcaCommand.class,
            SimCommand.class,
            FolderCommands.Verify.class,
            FolderCommands.Backup.class,
            FolderCommands.Restore.class,
            FolderCommands.ExportUnsent.class,
            FolderCommands.Compact.class,
            FolderCommands.Reconcile.class,
            FolderCommands.Archive.class,
            ReportFileCommand.class
        })
public final class Main implements Runnable {

    @Spec
    CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        Logging.toStandardError();
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> FailedCommand.refused(e))
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to run, for example: tillmesh demo. Known: "
                        + String.join(
                                ", ",
                                spec.subcommands().keySet().stream().sorted().toList()));
    }

    /** The version of this build, from the jar or the build folder. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "tillmesh " + TillVersion.text() + " (Java " + Runtime.version().feature() + ")"
            };
        }
    }
}
