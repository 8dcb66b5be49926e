package org.tillmesh.till.device;

import java.util.List;
import org.tillmesh.hardware.CashDrawer;
import org.tillmesh.hardware.CustomerDisplay;
import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.LabelPrinter;
import org.tillmesh.hardware.ReceiptPrinter;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.label.LabelPainter;
import org.tillmesh.hardware.label.LabelText;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.receipt.Slip;

/** What the Test button does: a device shows by itself that it works, or says why not. */
final class DeviceTrial {
    private DeviceTrial() {}

    /** @return what it said */
    static String of(String kind, Device device) throws DeviceException {
        try {
            boolean isDrawer = kind.equals(DeviceKind.DRAWER.code()); // which needs no paper
            String said = isDrawer ? "" : device.check();
            if (device instanceof CustomerDisplay display) {
                display.show("TillMesh", "1234567890 12.50");
            } else if (device instanceof LabelPrinter labels) {
                labels.print(new LabelPainter(labels.stock()).paint(label()), 1);
            } else if (isDrawer && device instanceof CashDrawer drawer) {
                drawer.open();
            } else if (device instanceof ReceiptPrinter printer) {
                printer.print(new ReceiptPainter(printer.width()).page(slip(printer.width())));
            }
            return said;
        } finally {
            if (!(device instanceof CustomerDisplay)) {
                device.close();
            }
        }
    }

    private static Slip slip(int width) {
        return new Slip(
                "تجربة الطابعة",
                "Printer test",
                "أبجد هوز حطي كلمن سعفص قرشت ثخذ ضظغ",
                "The quick brown fox jumps over the lazy dog",
                List.of(new Slip.Part(
                        "",
                        "",
                        List.of(
                                new Receipt.Row("Dots", Integer.toString(width), "نقاط"),
                                new Receipt.Row("Digits", "0123456789", "٠١٢٣٤٥٦٧٨٩")))),
                "TEST");
    }

    private static LabelText label() {
        return new LabelText(
                LabelText.Kind.SHELF,
                "تجربة الطابعة",
                "Printer test",
                "12.50",
                "1 kg 25.00",
                "15.00",
                "",
                "2000000000008");
    }
}
