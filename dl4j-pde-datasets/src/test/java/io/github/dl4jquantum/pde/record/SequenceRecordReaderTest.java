package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.InputSplit;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Oracle: the values of the fixtures, and the direct path, {@link PdeSequenceIterator}. */
@Timeout(60)
class SequenceRecordReaderTest {

    @Test
    void deeplearning4jsIteratorGivesWhatTheDirectPathGives() throws Exception {
        Path path = Fixtures.file("own.h5");
        try (Hdf5SequenceRecordReader reader = new Hdf5SequenceRecordReader(1, 2);
                DataFile file = DataFile.open(path)) {
            reader.initialize(split(path));
            DataSetIterator stock = new SequenceRecordReaderDataSetIterator(reader, 2, -1, 1, true);
            DataSet expected = PdeSequenceIterator.builder(file.trajectories(null, null))
                    .fields(List.of("u", "v"))
                    .contextLength(1)
                    .horizon(2)
                    .minibatch(2)
                    .build()
                    .next();
            DataSet actual = stock.next();
            assertArrayEquals(new long[] {2, 40, 1}, actual.getFeatures().shape());
            assertEquals(expected.getFeatures(), actual.getFeatures());
            assertEquals(expected.getLabels(), actual.getLabels());
            assertFalse(stock.hasNext());
            stock.reset();
            assertEquals(actual.getLabels(), stock.next().getLabels());
        }
    }

    @Test
    void metadataLeadsBackToTheWindow() throws Exception {
        try (NumpySequenceRecordReader reader = new NumpySequenceRecordReader(1, 1, Axes.parse("time,y,x"), null)) {
            reader.initialize(split(Fixtures.file("c_f4.npy")));
            List<List<?>> values = new ArrayList<>();
            List<RecordMetaData> places = new ArrayList<>();
            while (reader.hasNext()) {
                SequenceRecord record = reader.nextSequence();
                values.add(record.getSequenceRecord());
                places.add(record.getMetaData());
            }
            assertEquals(2, values.size());
            assertEquals(
                    values.get(1),
                    reader.loadSequenceFromMetaData(places.get(1)).getSequenceRecord());
            assertEquals(2, reader.loadSequenceFromMetaData(places).size());
            assertThrows(NoSuchElementException.class, reader::sequenceRecord);
            reader.reset();
            assertEquals(values.get(0), reader.sequenceRecord());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws Exception {
        try (Hdf5SequenceRecordReader reader = new Hdf5SequenceRecordReader(3, 1)) {
            refused(reader, "own.h5", "3 snapshots, fewer than contextLength 3 + horizon 1");
            refused(reader, "c_f4.npy", "use a NumpySequenceRecordReader");
            refused(reader, "unknown.h5", "declare them");
        }
        assertThrows(IllegalArgumentException.class, () -> new Hdf5SequenceRecordReader(0, 1));
    }

    private static void refused(TrajectorySequenceRecordReader reader, String name, String part) {
        String message = assertThrows(DataFileException.class, () -> reader.initialize(split(Fixtures.file(name))))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static InputSplit split(Path file) {
        return new FileSplit(new File(file.toString()));
    }
}
