package org.tillmesh.hardware.escpos;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.ReceiptPrinter;

/** Appends each job to a file, which may be a device such as {@code /dev/usb/lp0}. */
public record FilePrinter(Path file) implements ReceiptPrinter {

    @Override
    public void print(BufferedImage picture, boolean openDrawer) throws DeviceException {
        append(EscPos.job(picture, openDrawer));
    }

    @Override
    public void openDrawer() throws DeviceException {
        append(EscPos.kickDrawer());
    }

    private void append(byte[] bytes) throws DeviceException {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new DeviceException(DeviceFault.UNREACHABLE, "file:" + file, String.valueOf(e.getMessage()), e);
        }
    }
}
