import './fine.js';
import { nothing } from './fine.js';
