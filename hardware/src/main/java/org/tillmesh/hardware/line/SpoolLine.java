package org.tillmesh.hardware.line;

import java.time.Duration;
import javax.print.DocFlavor;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.SimpleDoc;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** A printer of the machine's own spooler, which takes each write as a job of raw bytes. It never answers. */
final class SpoolLine implements Line {
    private final String name;
    private volatile @Nullable PrintService service;

    SpoolLine(String name) {
        this.name = name;
    }

    @Override
    public String address() {
        return "spool:" + name;
    }

    @Override
    public void open(Duration deadline) throws DeviceException {
        service = BlockingCall.within(deadline, address(), () -> {
            for (PrintService one : PrintServiceLookup.lookupPrintServices(DocFlavor.BYTE_ARRAY.AUTOSENSE, null)) {
                if (one.getName().equals(name)) {
                    return one;
                }
            }
            throw new DeviceException(DeviceFault.UNREACHABLE, address(), "the machine has no such printer");
        });
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws DeviceException {
        PrintService to = opened();
        BlockingCall.within(deadline, address(), () -> {
            to.createPrintJob().print(new SimpleDoc(bytes, DocFlavor.BYTE_ARRAY.AUTOSENSE, null), null);
            return true;
        });
    }

    @Override
    public int read(byte[] into, Duration deadline) throws DeviceException {
        opened();
        return 0;
    }

    private PrintService opened() throws DeviceException {
        PrintService to = service;
        if (to == null) {
            throw new DeviceException(DeviceFault.LOST, address(), "the line is closed");
        }
        return to;
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public State state() {
        return service == null ? State.CLOSED : State.OPEN;
    }

    @Override
    public void close() {
        service = null;
    }
}
