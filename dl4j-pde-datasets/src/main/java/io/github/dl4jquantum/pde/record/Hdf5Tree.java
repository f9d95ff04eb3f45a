package io.github.dl4jquantum.pde.record;

import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.HdfFile;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.OpaqueDataType;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The datasets of an HDF5 file. jHDF's own groups read all of their members at once, and fail with the first that they
 * cannot read: here each member is read for itself, and what is of an unsupported kind is named with the reason. Links
 * are not followed.
 */
final class Hdf5Tree {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_DATASETS = 100_000;
    private static final int SOFT_LINK = 2;

    private final Path path;
    private final HdfFile hdf;
    private final HdfBackingStorage storage;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();

    Hdf5Tree(Path path, HdfFile hdf) {
        this.path = path;
        this.hdf = hdf;
        storage = hdf.getHdfBackingStorage();
        collect(hdf.getAddress(), "", 0);
    }

    Map<String, Dataset> datasets() {
        return datasets;
    }

    /** Why an object is not read, by its name. */
    Map<String, String> unreadable() {
        return unreadable;
    }

    private void collect(long group, String prefix, int depth) {
        if (depth > MAX_DEPTH || datasets.size() > MAX_DATASETS) {
            throw new DataFileException(
                    path,
                    "its groups are nested deeper than " + MAX_DEPTH + " or hold more than " + MAX_DATASETS
                            + " datasets: it is damaged, or copy what is needed into a file of its own");
        }
        members(group).forEach((member, address) -> {
            String name = prefix + member;
            try {
                Node node = hdf.getNodeByAddress(address);
                if (node instanceof Dataset dataset) {
                    datasets.put(name, dataset);
                } else if (node instanceof Group) {
                    collect(address, name + "/", depth + 1);
                }
            } catch (HdfException | IllegalArgumentException e) {
                unreadable.put(name, reason(e));
            }
        });
    }

    /** Objects in a group in the order of their names, with their addresses. */
    private Map<String, Long> members(long group) {
        ObjectHeader header = ObjectHeader.readObjectHeader(storage, group);
        Map<String, Long> members = new TreeMap<>();
        if (header.hasMessageOfType(SymbolTableMessage.class)) {
            addOldStyle(header.getMessageOfType(SymbolTableMessage.class), members);
            return members;
        }
        LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
        if (info.getBTreeNameIndexAddress() < 0) { // undefined: the links are in the header
            header.getMessagesOfType(LinkMessage.class).forEach(link -> add(link, members));
            return members;
        }
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        for (LinkNameForIndexedGroupRecord record :
                new BTreeV2<LinkNameForIndexedGroupRecord>(storage, info.getBTreeNameIndexAddress()).getRecords()) {
            add(LinkMessage.fromBuffer(heap.getId(record.getId()), storage.getSuperblock()), members);
        }
        return members;
    }

    private static void add(LinkMessage link, Map<String, Long> members) {
        if (link.getLinkType() == LinkMessage.LinkType.HARD) {
            members.put(link.getLinkName(), link.getHardLinkAddress());
        }
    }

    private void addOldStyle(SymbolTableMessage table, Map<String, Long> members) {
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        for (long node :
                BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
                if (entry.getCacheType() != SOFT_LINK) {
                    names.position(entry.getLinkNameOffset());
                    members.put(Utils.readUntilNull(names), entry.getObjectHeaderAddress());
                }
            }
        }
    }

    /** Of what is merely unsupported; anything else is damage, and thrown on. */
    private static String reason(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.startsWith("Unsupported data layout message version")) {
                return "its chunks are stored as HDF5 2.0 does, which is not read; write it with h5py's"
                        + " libver=('earliest', 'v110')";
            }
            if (message.startsWith("Unrecognized datatype version")) {
                return "its type is stored as HDF5 1.12 does, which is not read; write it with h5py's"
                        + " libver=('earliest', 'v110')";
            }
            if (cause instanceof UnsupportedHdfException || message.startsWith("Unrecognized data class")) {
                return message.replaceAll("\\s+", " ");
            }
            if (fromOpaque(cause)) {
                return "opaque data, which are no numbers";
            }
        }
        throw failure;
    }

    /** jHDF wants an opaque type's tag to end with a zero, which HDF5 leaves out where the tag fills its place. */
    private static boolean fromOpaque(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(OpaqueDataType.class.getName()));
    }
}
