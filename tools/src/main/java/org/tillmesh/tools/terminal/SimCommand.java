package org.tillmesh.tools.terminal;

import org.tillmesh.tools.device.SimDeviceCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tillmesh sim}: devices that are none. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        description = "Devices that are none, with faults on demand.",
        subcommands = {
            SimTerminalCommand.class,
            SimHelperCommand.class,
            SimDeviceCommand.Printer.class,
            SimDeviceCommand.Label.class,
            SimDeviceCommand.Scale.class,
            SimDeviceCommand.Display.class,
            SimDeviceCommand.Scanner.class
        })
public final class SimCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say which device: terminal, helper, printer, label, scale, display, scanner");
    }
}
