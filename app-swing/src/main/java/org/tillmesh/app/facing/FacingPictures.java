package org.tillmesh.app.facing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures of a folder, one after the other. A file that is none is left out. */
final class FacingPictures {
    static final FacingPictures NONE = new FacingPictures(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(FacingPictures.class);
    private static final int PICTURES_MAX = 50;
    private static final long BYTES_MAX = 20_000_000;

    private final List<Path> files;
    private int next;

    private FacingPictures(List<Path> files) {
        this.files = files;
    }

    static FacingPictures of(@Nullable Path folder) {
        if (folder == null) {
            return NONE;
        }
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.{png,jpg,jpeg,PNG,JPG,JPEG}")) {
            for (Path file : all) {
                if (found.size() < PICTURES_MAX && Files.size(file) <= BYTES_MAX) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("The customer's screen has no pictures: {}", e.toString());
        }
        Collections.sort(found);
        return new FacingPictures(found);
    }

    /** The next one; null if there is none. */
    @Nullable BufferedImage next() {
        for (int tried = 0; tried < files.size(); tried++) {
            Path file = files.get(next++ % files.size());
            try {
                BufferedImage picture = ImageIO.read(file.toFile());
                if (picture != null) {
                    return picture;
                }
            } catch (IOException e) {
                LOG.warn("{} is no picture: {}", file, e.toString());
            }
        }
        return null;
    }
}
