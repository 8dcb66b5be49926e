package org.tillmesh.tools.zatca;

import org.tillmesh.tools.sandbox.SandboxCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tillmesh zatca}: the e-invoicing tools behind one name. */
@Command(
        name = "zatca",
        mixinStandardHelpOptions = true,
        description =
                "Saudi e-invoices: issue them from JSON, check anyone's, get tills their certificates, a sandbox.",
        subcommands = {
            IssueCommand.class,
            ValidateCommand.class,
            SandboxCommand.class,
            TillCsidCommands.Onboard.class,
            TillCsidCommands.Renew.class,
            TillCsidCommands.Status.class
        })
public final class ZatcaCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do, for example: tillmesh zatca validate invoice.xml. Known: "
                        + String.join(
                                ", ",
                                spec.subcommands().keySet().stream().sorted().toList()));
    }
}
