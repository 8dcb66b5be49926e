package org.tillmesh.hardware.line;

import com.fazecast.jSerialComm.SerialPort;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tillmesh.hardware.BadSetting;

/** How a serial port talks: speed, bits of a character, parity, stop bits, flow control. */
record SerialSpeed(int baud, int bits, Parity parity, int stop, Flow flow) {
    private static final Set<Integer> BAUDS =
            Set.of(300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600);

    enum Parity {
        NONE(SerialPort.NO_PARITY),
        EVEN(SerialPort.EVEN_PARITY),
        ODD(SerialPort.ODD_PARITY);

        private final int code;

        Parity(int code) {
            this.code = code;
        }
    }

    enum Flow {
        NONE(SerialPort.FLOW_CONTROL_DISABLED),
        RTSCTS(SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED),
        XONXOFF(SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED);

        private final int code;

        Flow(int code) {
            this.code = code;
        }
    }

    /** @param query {@code baud=9600&parity=even}; 9600 8N1 without flow control where it says nothing */
    static SerialSpeed of(String query) {
        var said = new TreeMap<String, String>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] both = part.split("=", 2);
            said.put(both[0], both.length == 2 ? both[1] : "");
        }
        var speed = new SerialSpeed(
                number(said, "baud", 9600, "300, 1200, 2400, 4800, 9600, 19200, 38400, 57600 or 115200"),
                number(said, "bits", 8, "7 or 8"),
                choice(said, "parity", Parity.class),
                number(said, "stop", 1, "1 or 2"),
                choice(said, "flow", Flow.class));
        if (!BAUDS.contains(speed.baud)) {
            throw new BadSetting(
                    "address.baud",
                    Integer.toString(speed.baud),
                    "300, 1200, 2400, 4800, 9600, 19200, 38400, 57600 or 115200");
        }
        if (speed.bits != 7 && speed.bits != 8) {
            throw new BadSetting("address.bits", Integer.toString(speed.bits), "7 or 8");
        }
        if (speed.stop != 1 && speed.stop != 2) {
            throw new BadSetting("address.stop", Integer.toString(speed.stop), "1 or 2");
        }
        if (!said.isEmpty()) {
            throw new BadSetting("address", said.firstKey(), "baud, bits, parity, stop, flow");
        }
        return speed;
    }

    private static int number(Map<String, String> said, String name, int usual, String takes) {
        String value = said.remove(name);
        if (value == null) {
            return usual;
        }
        if (!value.matches("[0-9]{1,7}")) {
            throw new BadSetting("address." + name, value, takes);
        }
        return Integer.parseInt(value);
    }

    private static <E extends Enum<E>> E choice(Map<String, String> said, String name, Class<E> type) {
        String value = said.remove(name);
        if (value == null) {
            return type.getEnumConstants()[0];
        }
        for (E one : type.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
                return one;
            }
        }
        throw new BadSetting(
                "address." + name, value, type == Parity.class ? "none, even or odd" : "none, rtscts or xonxoff");
    }

    int stopCode() {
        return stop == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    }

    int parityCode() {
        return parity.code;
    }

    int flowCode() {
        return flow.code;
    }
}
