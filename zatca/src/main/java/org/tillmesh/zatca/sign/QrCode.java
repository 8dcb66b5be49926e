package org.tillmesh.zatca.sign;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.TreeMap;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.Refused;
import org.tillmesh.zatca.xml.MalformedDocument;

/**
 * What the QR of a document says: nine fields of tag, length, value (one byte each for tag and length), base64.
 *
 * @param timestamp {@code YYYY-MM-DDThh:mm:ss}, issue date and time
 * @param due amount due (BT-115) like {@code 11.50}; the total with VAT where nothing was prepaid
 * @param hash invoice hash, base64 text
 * @param signature of the invoice hash, base64 text of DER
 * @param publicKey SubjectPublicKeyInfo, raw DER
 * @param certificateSignature the authority's signature on the certificate, raw DER; empty on standard documents
 */
public record QrCode(
        String sellerName,
        String vatNumber,
        String timestamp,
        String due,
        String vat,
        String hash,
        String signature,
        byte[] publicKey,
        byte[] certificateSignature) {
    /** BR-CL-KSA-14. */
    static final int LONGEST = 1000;

    public QrCode {
        publicKey = publicKey.clone();
        certificateSignature = certificateSignature.clone();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] certificateSignature() {
        return certificateSignature.clone();
    }

    /** Base64, at most 1,000 characters. */
    public String encode() {
        var tlv = new ByteArrayOutputStream(768);
        write(tlv, 1, sellerName.getBytes(StandardCharsets.UTF_8));
        write(tlv, 2, vatNumber.getBytes(StandardCharsets.UTF_8));
        write(tlv, 3, timestamp.getBytes(StandardCharsets.UTF_8));
        write(tlv, 4, due.getBytes(StandardCharsets.UTF_8));
        write(tlv, 5, vat.getBytes(StandardCharsets.UTF_8));
        write(tlv, 6, hash.getBytes(StandardCharsets.UTF_8));
        write(tlv, 7, signature.getBytes(StandardCharsets.UTF_8));
        write(tlv, 8, publicKey);
        if (certificateSignature.length > 0) {
            write(tlv, 9, certificateSignature);
        }
        String text = InvoiceHash.base64(tlv.toByteArray());
        Refused.unless(
                text.length() <= LONGEST,
                "BR-CL-KSA-14",
                "The QR has %d characters; at most %d fit, so shorten the seller's name",
                text.length(),
                LONGEST);
        return text;
    }

    private static void write(ByteArrayOutputStream tlv, int tag, byte[] value) {
        Refused.unless(
                value.length <= 255,
                "BR-KSA-27",
                "Field %d of the QR has %d bytes; at most 255 fit, so shorten it at a whole character",
                tag,
                value.length);
        tlv.write(tag);
        tlv.write(value.length);
        tlv.writeBytes(value);
    }

    /**
     * Reads the fields back; unknown tags are passed over, fields that are missing come out empty.
     *
     * @throws MalformedDocument if it is not base64 of whole fields
     */
    public static QrCode decode(String base64) {
        byte[] tlv;
        try {
            tlv = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedDocument("The QR is not base64: " + e.getMessage(), e);
        }
        var fields = new TreeMap<Integer, byte[]>();
        for (int at = 0; at < tlv.length; ) {
            int tag = tlv[at] & 0xFF;
            int length = at + 1 < tlv.length ? tlv[at + 1] & 0xFF : tlv.length;
            int end = at + 2 + length;
            if (end > tlv.length) {
                throw new MalformedDocument(
                        "Field " + tag + " of the QR is cut off at byte " + tlv.length + "; scan again");
            }
            if (fields.put(tag, Arrays.copyOfRange(tlv, at + 2, end)) != null) {
                throw new MalformedDocument("Field " + tag + " stands twice in the QR");
            }
            at = end;
        }
        return new QrCode(
                text(fields, 1),
                text(fields, 2),
                text(fields, 3),
                text(fields, 4),
                text(fields, 5),
                text(fields, 6),
                text(fields, 7),
                bytes(fields, 8),
                bytes(fields, 9));
    }

    private static byte[] bytes(TreeMap<Integer, byte[]> fields, int tag) {
        return Objects.requireNonNullElse(fields.get(tag), new byte[0]);
    }

    private static String text(TreeMap<Integer, byte[]> fields, int tag) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(fields, tag)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedDocument("Field " + tag + " of the QR is not UTF-8", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QrCode qr && encode().equals(qr.encode());
    }

    @Override
    public int hashCode() {
        return encode().hashCode();
    }

    @Override
    public String toString() {
        return "QR of " + sellerName + " " + vatNumber + " " + timestamp + " " + due + " (VAT " + vat + ") " + hash;
    }
}
