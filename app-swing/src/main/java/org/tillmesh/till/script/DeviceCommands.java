package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.OBJECT;
import static org.tillmesh.till.script.Field.Kind.OBJECTS;
import static org.tillmesh.till.script.Field.Kind.QUANTITY;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.Kind.TEXTS;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import java.util.Locale;
import org.tillmesh.hardware.label.LabelText;
import org.tillmesh.hardware.scanner.WedgeProfile;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceAnswers;
import org.tillmesh.till.device.DeviceSetup;
import org.tillmesh.till.paper.PaperAnswers;
import org.tillmesh.till.shop.TillException;

/** What stands on the counter, and labels. */
final class DeviceCommands {
    private DeviceCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "devices",
                        "the devices of this till, each with how it did last",
                        DeviceAnswers.Devices.class,
                        (till, in, progress) -> till.devices().list(null)),
                Command.of(
                        "device",
                        "sets a device up or removes it (manager), or has it show that it works: give one of the three",
                        DeviceAnswers.Devices.class,
                        (till, in, progress) -> device(till, in),
                        may("set", OBJECT, "the device as it shall be")
                                .of(
                                        must("id", TEXT, "its name at this till: a-z, 0-9 and -"),
                                        must(
                                                "kind",
                                                TEXT,
                                                "printer, drawer, labels, scale, scanner, display (two rows), terminal or screen (one that faces the customer)"),
                                        must("driver", TEXT, "one of the kind's, like escpos"),
                                        must(
                                                "address",
                                                TEXT,
                                                "tcp:HOST:PORT, serial:/dev/ttyS0?baud=9600&parity=even, file:/dev/usb/lp0,"
                                                        + " spool:NAME, exec:PROGRAM, or screen:1"),
                                        may("settings", OBJECT, "what the driver takes, as texts")),
                        may("remove", TEXT, "the id of one that is no longer there"),
                        may("test", TEXT, "the id of one that shall print, open, show or answer")),
                Command.of(
                        "wedge",
                        "learns gap, prefix and suffix of a scanner that types like a keyboard, from the keys of one scan",
                        DeviceAnswers.Wedge.class,
                        (till, in, progress) -> till.devices()
                                .learn(
                                        in.objects("keys").stream()
                                                .map(DeviceCommands::key)
                                                .toList(),
                                        in.text("code")),
                        must("code", TEXT, "what was scanned"),
                        new Field("keys", OBJECTS, true, "as they came", List.of(), List.of())
                                .of(
                                        must("key", TEXT, "one character; Enter is \\n, Tab is \\t"),
                                        must("ms", INTEGER, "when, by any stopwatch"))),
                Command.of(
                        "scale",
                        "what lies on the scale, in kilograms; or sets it to zero, or takes what lies on it as the container",
                        DeviceAnswers.Weighed.class,
                        (till, in, progress) -> scale(till, in),
                        choice("set", "instead of weighing", "zero", "tare").optional()),
                Command.of(
                        "labels",
                        "prints labels of products, or of gift cards",
                        PaperAnswers.Labels.class,
                        (till, in, progress) -> till.labels()
                                .print(
                                        in.texts("codes"),
                                        LabelText.Kind.valueOf(in.text("kind").toUpperCase(Locale.ROOT)),
                                        in.whole("copies", 1),
                                        in.quantityOrNull("weight")),
                        must("codes", TEXTS, "barcodes, or gift cards' numbers"),
                        choice("kind", "of label", "shelf", "product", "weighed", "gift"),
                        may("copies", INTEGER, "of each, 1 without it"),
                        may("weight", QUANTITY, "of weighed goods; 1 kg without it")));
    }

    private static DeviceAnswers.Devices device(Till till, Arguments in) {
        int given = (in.has("set") ? 1 : 0) + (in.has("remove") ? 1 : 0) + (in.has("test") ? 1 : 0);
        if (given != 1) {
            throw Arguments.bad("Command \"device\" takes one of \"set\", \"remove\" and \"test\", not " + given);
        }
        if (in.has("remove")) {
            return till.devices().remove(in.text("remove"), in.approve());
        }
        if (in.has("test")) {
            return till.devices().test(in.text("test"));
        }
        Arguments set = in.object("set").orElseThrow();
        return till.devices()
                .set(
                        new DeviceSetup(
                                set.text("id"),
                                set.text("kind"),
                                set.text("driver"),
                                set.text("address"),
                                set.textMap("settings")),
                        in.approve());
    }

    private static DeviceAnswers.Weighed scale(Till till, Arguments in) {
        if (in.has("set")) {
            till.scale().adjust(in.text("set").equals("tare"));
            return new DeviceAnswers.Weighed(null);
        }
        return new DeviceAnswers.Weighed(till.scale().weigh());
    }

    /** @throws TillException BAD_VALUE for more than one character */
    private static WedgeProfile.Key key(Arguments in) {
        String key = in.text("key");
        if (key.length() != 1) {
            throw Arguments.bad("Command \"wedge\": \"key\" is " + key.length() + " characters; give one");
        }
        return new WedgeProfile.Key(key.charAt(0), in.number("ms"));
    }
}
