package org.tillmesh.till.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.tillmesh.hardware.PrintPage;

/** A page of the receipt printer as a file. */
final class PaperFile {
    private static final int PAPER_MM = 80;
    private static final float POINTS_PER_MM = 72 / 25.4f;

    private PaperFile() {}

    static byte[] png(PrintPage page) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(page.picture(), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("The paper can't be drawn", e);
        }
        return out.toByteArray();
    }

    /** On one page of 80 mm, as long as it needs to be. */
    static byte[] pdf(PrintPage page) {
        BufferedImage picture = page.picture();
        float scale = PAPER_MM * POINTS_PER_MM / picture.getWidth();
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var sheet = new PDPage(new PDRectangle(picture.getWidth() * scale, picture.getHeight() * scale));
            document.addPage(sheet);
            try (var content = new PDPageContentStream(document, sheet)) {
                content.drawImage(
                        LosslessFactory.createFromImage(document, picture),
                        0,
                        0,
                        sheet.getMediaBox().getWidth(),
                        sheet.getMediaBox().getHeight());
            }
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException("The paper can't be drawn", e);
        }
        return out.toByteArray();
    }
}
