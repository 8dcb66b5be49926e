package org.tillmesh.till.terminal;

import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalState;
import org.tillmesh.till.device.DeviceSetup;

/** A terminal among the devices: set up like them, and asked how it is. */
public final class TerminalTrial implements Device {
    private final String address;
    private final PaymentTerminal terminal;

    private TerminalTrial(String address, PaymentTerminal terminal) {
        this.address = address;
        this.terminal = terminal;
    }

    /** @throws org.tillmesh.hardware.BadSetting that names the field */
    public static Device of(DeviceSetup setup) {
        return new TerminalTrial(setup.address(), device(setup).terminal());
    }

    public static TerminalDevice device(DeviceSetup setup) {
        return new TerminalDevice(setup.driver(), setup.address(), setup.settings());
    }

    @Override
    public String check() throws DeviceException {
        try {
            TerminalState state = terminal.state();
            if (!state.ready()) {
                throw new DeviceException(DeviceFault.OFFLINE, address, state.said());
            }
            return state.said();
        } catch (TerminalException e) {
            throw new DeviceException(
                    e.kind() == TerminalException.Kind.UNREACHABLE ? DeviceFault.UNREACHABLE : DeviceFault.NO_ANSWER,
                    address,
                    e.said(),
                    e);
        }
    }

    /** Each of its dialogues ends by itself. */
    @Override
    public void close() {}
}
