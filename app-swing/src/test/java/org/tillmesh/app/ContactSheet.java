package org.tillmesh.app;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** All pictures of a folder on one sheet, each with its name. */
final class ContactSheet {
    private static final int COLUMNS = 6;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 264;

    private ContactSheet() {}

    static void of(Path pictures, Path sheet) throws IOException {
        List<Path> files;
        try (var all = Files.list(pictures)) {
            files = all.filter(file -> file.toString().endsWith(".png") && !file.equals(sheet))
                    .sorted()
                    .toList();
        }
        int rows = (files.size() + COLUMNS - 1) / COLUMNS;
        var image = new BufferedImage(COLUMNS * WIDTH, Math.max(1, rows) * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setColor(Color.GRAY);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < files.size(); i++) {
            BufferedImage one = ImageIO.read(files.get(i).toFile());
            double scale = Math.min((WIDTH - 8.0) / one.getWidth(), (HEIGHT - 24.0) / one.getHeight());
            int x = i % COLUMNS * WIDTH + 4;
            int y = i / COLUMNS * HEIGHT + 4;
            g.drawImage(one, x, y, (int) (one.getWidth() * scale), (int) (one.getHeight() * scale), null);
            g.setColor(Color.WHITE);
            g.drawString(String.valueOf(files.get(i).getFileName()), x, y + HEIGHT - 12);
        }
        g.dispose();
        ImageIO.write(image, "png", sheet.toFile());
    }
}
