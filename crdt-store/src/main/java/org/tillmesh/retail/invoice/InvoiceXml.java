package org.tillmesh.retail.invoice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.tillmesh.retail.document.BadDocument;

/**
 * The XML of an invoice small enough to travel with it: deflated with a preset dictionary, which is a document of the same
 * kind of template and is named by its version. Byte for byte the same when it is read.
 *
 * @param dictionary version of the dictionary, 0 for none
 */
public record InvoiceXml(byte[] deflated, int dictionary) {
    /** Which dictionary new XML is deflated with: 1 is {@code invoice-dictionary-1.xml}. */
    private static final int DICTIONARY = 1;

    private static final byte[] DICTIONARY_1 = resource("invoice-dictionary-1.xml");
    private static final int LEVEL = 3;
    private static final int LARGEST_BYTES = 64 << 20;

    public InvoiceXml {
        deflated = deflated.clone();
    }

    @Override
    public byte[] deflated() {
        return deflated.clone();
    }

    public static InvoiceXml pack(byte[] xml) {
        var deflater = new Deflater(LEVEL);
        try {
            deflater.setDictionary(DICTIONARY_1);
            deflater.setInput(xml);
            deflater.finish();
            var out = new ByteArrayOutputStream(4_096);
            byte[] buffer = new byte[4_096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return new InvoiceXml(out.toByteArray(), DICTIONARY);
        } finally {
            deflater.end();
        }
    }

    /** @throws BadDocument if a newer version packed it, or it is broken */
    public byte[] unpack() {
        if (dictionary > DICTIONARY) {
            throw new BadDocument("The XML was packed by a newer version (dictionary " + dictionary
                    + "); update TillMesh to read it");
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            var out = new ByteArrayOutputStream(16_384);
            byte[] buffer = new byte[8_192];
            while (!inflater.finished()) {
                int got = inflater.inflate(buffer);
                if (got == 0 && inflater.needsDictionary()) {
                    inflater.setDictionary(DICTIONARY_1);
                } else if ((got == 0 && !inflater.finished() && inflater.needsInput()) || out.size() > LARGEST_BYTES) {
                    throw new BadDocument("The packed XML ends too early, or never");
                }
                out.write(buffer, 0, got);
            }
            return out.toByteArray();
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new BadDocument("The packed XML is broken: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = InvoiceXml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("The program's own file " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InvoiceXml that
                && dictionary == that.dictionary
                && java.util.Arrays.equals(deflated, that.deflated);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(deflated);
    }

    @Override
    public String toString() {
        return "InvoiceXml[" + deflated.length + " bytes, dictionary " + dictionary + "]";
    }
}
