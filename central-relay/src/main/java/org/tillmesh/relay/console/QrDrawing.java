package org.tillmesh.relay.console;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/** A QR code as a drawing in a page, sharp at every size. */
final class QrDrawing {
    private QrDrawing() {}

    /** @param label what it is, for who can't see it */
    static Html of(String text, String label) {
        BitMatrix dots;
        try {
            dots = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException e) {
            throw new IllegalArgumentException("A text of " + text.length() + " characters makes no QR code", e);
        }
        var path = new StringBuilder();
        for (int y = 0; y < dots.getHeight(); y++) {
            for (int x = 0; x < dots.getWidth(); x++) {
                if (dots.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return Html.tag(
                "svg",
                Html.at("class", "qr"),
                Html.at("role", "img"),
                Html.at("aria-label", label),
                Html.at("viewBox", "0 0 " + dots.getWidth() + " " + dots.getHeight()),
                Html.tag("path", Html.at("d", path)));
    }
}
