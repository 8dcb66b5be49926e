package org.tillmesh.hardware;

import org.jspecify.annotations.Nullable;

/** A device does not do its work. The message is for the log; the till says the fault in the reader's words. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1;

    private final DeviceFault fault;
    private final String device;
    private final String detail;

    /** @param device what it is reached by; @param detail what it or the machine said; may be empty */
    public DeviceException(DeviceFault fault, String device, String detail) {
        this(fault, device, detail, null);
    }

    public DeviceException(DeviceFault fault, String device, String detail, @Nullable Throwable cause) {
        super(device + " " + fault.says() + (detail.isEmpty() ? "" : ": " + detail), cause);
        this.fault = fault;
        this.device = device;
        this.detail = detail;
    }

    public DeviceFault fault() {
        return fault;
    }

    public String device() {
        return device;
    }

    public String detail() {
        return detail;
    }
}
