package org.tillmesh.tools.device;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceAnswers;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.TillFolderOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tools/tillmesh devices}: what stands on a till's counter, while the till is closed. */
@Command(
        name = "devices",
        description = "The devices of a till that is closed.",
        subcommands = {DevicesCommand.Listing.class, DevicesCommand.Trial.class})
public final class DevicesCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list or test");
    }

    private static Till till(TillFolderOption folder) {
        return Till.open(new TillOptions(folder.path(), false, null, null, null, List.of(), 0));
    }

    private static void print(PrintStream out, DeviceAnswers.Device device) {
        out.println(device.id() + "  " + device.kind() + "  " + device.driver() + "  " + device.address()
                + (device.settings().isEmpty() ? "" : "  " + device.settings())
                + (device.state().equals("idle") ? "" : "  " + device.state())
                + (device.said().isEmpty() ? "" : "  " + device.said()));
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists them: id, kind, driver, address, settings.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        TillFolderOption folder;

        @Override
        public Integer call() {
            PrintStream out = AnswerStream.open();
            try (Till till = till(folder)) {
                till.devices().list(null).devices().forEach(device -> print(out, device));
            }
            return 0;
        }
    }

    /** Tries them. */
    @Command(
            name = "test",
            description = "Has them print, open, show or answer; says what is wrong. Ends with 0 only if all did.")
    static final class Trial implements Callable<Integer> {
        @Mixin
        TillFolderOption folder;

        @Parameters(paramLabel = "ID", arity = "0..*", description = "Which. Default: all")
        List<String> ids = List.of();

        @Override
        public Integer call() {
            PrintStream out = AnswerStream.open();
            boolean well = true;
            try (Till till = till(folder)) {
                List<DeviceAnswers.Device> all = till.devices().list(null).devices();
                List<String> wanted = ids.isEmpty()
                        ? all.stream().map(DeviceAnswers.Device::id).toList()
                        : ids;
                for (String id : wanted) {
                    try {
                        till.devices().test(id).devices().stream()
                                .filter(device -> device.id().equals(id))
                                .forEach(device -> print(out, device));
                    } catch (TillException e) {
                        out.println(id + "  " + e.getMessage());
                        well = false;
                    }
                }
            }
            return well ? 0 : 1;
        }
    }
}
